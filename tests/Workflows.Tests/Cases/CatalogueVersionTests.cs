using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Exchange;
using Integration.Workflows.Participants;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Catalogue;
using Integration.Workflows.Tests.Catalogue.Archive;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Workflows.Tests.Cases;

public sealed class CatalogueVersionTests : IDisposable
{
    private const string Task = "eligibility/ca-child-benefit";
    private readonly PackCopy _packs = new();
    private readonly InMemoryCaseStore _store = new();
    private readonly InMemoryCatalogueArchive _archive = new();

    [Fact]
    public async Task A_case_in_flight_keeps_the_plan_and_the_rules_that_it_started_with_and_a_new_one_has_the_new_ones()
    {
        var before = await ArchivedAsync(ServiceCatalogue.LoadShipped());
        var id = await new Network(_store, before, _archive).AcceptAsync();
        await new Network(_store, before, _archive).OpenAsync(id);

        var after = _packs
            .Edit("ca/programs/ca-child-benefit.json", "/requiredIdentityLevel", "3")
            .Edit("ca/services/newborn.json", "/plan/4", null)
            .Edit("ca/programs/ca-child-benefit.json", "/rules/Rules/0/Expression", "\"false\"")
            .Load();
        var restarted = new Network(_store, await ArchivedAsync(after), _archive);
        var other = await restarted.AcceptAsync(key: "key-2");

        (await restarted.OpenAsync(id))[^1].ShouldBe(["referral/education-savings"]);
        (await restarted.OpenAsync(other)).ShouldAllBe(stage => stage.All(task => !task.StartsWith("referral", StringComparison.Ordinal)));
        (await DecideAsync(restarted, id)).ShouldBe(DeterminationOutcome.Eligible);
        (await DecideAsync(restarted, other)).ShouldNotBe(DeterminationOutcome.Eligible);
    }

    [Fact]
    public async Task A_case_whose_catalogue_is_nowhere_waits_with_an_error_that_names_the_version()
    {
        var before = ServiceCatalogue.LoadShipped();
        var id = await new Network(_store, before, _archive).AcceptAsync();
        var after = _packs.Edit("ca/services/newborn.json", "/plan/4", null).Load();

        var error = await Should.ThrowAsync<CatalogueVersionException>(() => new Network(_store, after, _archive).TakeAsync(id, [Task]));

        error.Message.ShouldContain(before.Version);
    }

    public void Dispose() => _packs.Dispose();

    private async Task<ServiceCatalogue> ArchivedAsync(ServiceCatalogue catalogue)
    {
        await _archive.StoreAsync(catalogue.Version, catalogue.Files, TestContext.Current.CancellationToken);
        return catalogue;
    }

    private static async Task<DeterminationOutcome> DecideAsync(Network network, string id)
    {
        await network.TakeAsync(id, [Task]);
        var asked = network.Exchange.Sent[^1];
        var receiver = new RequestReceiver(
            network.Catalogues, network.Hosted, network.Exchange, network.Time, NullLogger<RequestReceiver>.Instance);
        var body = JsonSerializer.Deserialize<StepRequestBody>(asked.Body, CaseJson.Options)!;
        await receiver.ReceiveAsync(
            new IncomingRequest(asked.Type, asked.Participant, asked.ReplyTo, asked.ReplyToSessionId, body),
            false, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<StepAnswer>(network.Exchange.Sent[^1].Body, CaseJson.Options)!.Determination!.Outcome;
    }
}
