using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Tests.Composition;

/// <summary>What orchestrations, activities and events carry survives the converter of the worker's Durable Task extension.</summary>
public sealed class DurablePayloadTests : IAsyncDisposable
{
    private readonly ServiceProvider _worker;

    public DurablePayloadTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        new DurableTaskExtensionStartup().Configure(services.AddFunctionsWorkerCore());
        _worker = services.BuildServiceProvider();
    }

    [Fact]
    public void Whatever_is_written_is_read_as_it_was()
    {
        ShouldSurvive(new CaseAttempt("case", 2));
        ShouldSurvive(new AttemptPlan([["identity"], ["evidence", "eligibility"]]));
        ShouldSurvive(new StageRequest("case", ["identity"], "case/identity/1"));
        ShouldSurvive(new List<TaskTurn> { new("identity", "case/identity/1", DateTimeOffset.UnixEpoch.AddTicks(1), IsOver: false, CaseOutcome: null) });
        ShouldSurvive(new StepEnd("case/identity/1", StepStatus.Completed, IsLast: true, CaseOutcome: null));
        ShouldSurvive(new AttemptEnd("case", 2, CaseOutcomes.Withdrawn));
    }

    [Fact]
    public void Clients_and_orchestrations_write_alike()
    {
        var attempt = new CaseAttempt("case", 2);

        OfClients.Serialize(attempt).ShouldBe("""{"CaseId":"case","Attempt":2}""");
        OfOrchestrations.Serialize(attempt).ShouldBe(OfClients.Serialize(attempt));
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private DataConverter OfClients => _worker.GetRequiredService<IOptions<DurableTaskClientOptions>>().Value.DataConverter;

    private DataConverter OfOrchestrations => _worker.GetRequiredService<IOptions<DurableTaskWorkerOptions>>().Value.DataConverter;

    private void ShouldSurvive<T>(T payload) => Text(OfOrchestrations.Deserialize<T>(OfClients.Serialize(payload))).ShouldBe(Text(payload));

    private static string Text<T>(T payload) => JsonSerializer.Serialize(payload, CaseJson.Options);
}
