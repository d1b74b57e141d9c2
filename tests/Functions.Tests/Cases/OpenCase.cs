using System.Text;
using System.Text.Json;
using Integration.Functions.Security;
using Integration.Local.DurableTask.Testing;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Integration.Workflows.Identity;
using Integration.Workflows.Plans;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;

namespace Integration.Functions.Tests.Cases;

/// <summary>A newborn case that waits for the person to step up, and what is needed to ask functions about it.</summary>
internal sealed class OpenCase : IAsyncDisposable
{
    public const string Agency = "portal";
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private readonly DurableTaskTestHost _host;

    private OpenCase(DurableTaskTestHost host, string id) => (_host, Id) = (host, id);

    public string Id { get; }

    public RecordedNetwork Network { get; private init; } = new();

    public CasePlans Plans { get; } = new(new FixedCatalogue(Catalogue), Keys);

    public static MasterKeys Keys { get; } =
        new(new Dictionary<string, byte[]> { ["first"] = new byte[ProtectionOptions.KeyLength] }, "first");

    public DurableTaskClient Client => _host.Client;

    public CaseRecord Stored => Network.Stored[Id];

    public static async Task<OpenCase> ThatWaitsForAStepUpAsync()
    {
        var network = new RecordedNetwork();
        var sample = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "newborn.json"), Cancel);
        var accepted = await new CaseIntake(new FixedCatalogue(Catalogue), network, network, Keys, TimeProvider.System)
            .AcceptAsync(Agency, "newborn", "key", Encoding.UTF8.GetBytes(sample), Cancel);
        var id = ((IntakeAnswer.Accepted)accepted).Head.Id;
        var open = new OpenCase(await DurableTaskTestHost.StartAsync(_ => { }, cancellation: Cancel), id) { Network = network };
        var turns = new TaskTurns(
            open.Plans, network, network, new StepMessages(new Pseudonyms(new byte[ProtectionOptions.KeyLength])), TimeProvider.System);
        await turns.TakeAsync(new StageRequest(id, ["identity"]), Cancel);
        var tooLow = new StepAnswer(StepStatus.Completed) { Identity = new IdentityResult(IdentityOutcome.LevelTooLow, 1, null, []) };
        await new AnswerReceiver(open.Plans, network, TimeProvider.System).ReceiveAsync(
            new IncomingAnswer(
                "m", $"{id}/identity/1", id, "serviceontario-identity", JsonSerializer.SerializeToUtf8Bytes(tooLow, CaseJson.Options)),
            Cancel);
        await turns.TakeAsync(new StageRequest(id, ["identity"]), Cancel);
        return open;
    }

    /// <summary>Asks a function with a body.</summary>
    public async Task<(int Status, string? ContentType, JsonElement Body)> AskAsync(
        Func<HttpRequest, Task<IActionResult>> function,
        string body,
        string client = Agency,
        Role role = Role.Agency,
        string contentType = "application/json")
    {
        using var written = new MemoryStream();
        var http = new DefaultHttpContext
        {
            Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)), ContentType = contentType },
        };
        http.Response.Body = written;
        new Caller(client, new HashSet<Role> { role }).Enter(http);
        await (await function(http.Request)).ExecuteResultAsync(new ActionContext { HttpContext = http });
        return (http.Response.StatusCode, http.Response.ContentType, JsonElement.Parse(written.ToArray()));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
