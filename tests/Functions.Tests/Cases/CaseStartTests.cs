using Azure.Messaging.ServiceBus;
using Integration.Functions.Cases;
using Integration.Functions.Tests.Exchange;
using Integration.Local.DurableTask.Testing;
using Integration.Workflows.Cases;
using Microsoft.DurableTask.Client;

namespace Integration.Functions.Tests.Cases;

public sealed class CaseStartTests
{
    private static readonly CaseAttempt Attempt = new(CaseId.From("portal", "newborn", "key"), 1);
    private static readonly ServiceBusReceivedMessage Received = Message($$"""{"caseId":"{{Attempt.CaseId}}","attempt":1}""");
    private readonly RecordedActions _actions = new();
    private int _starts;

    [Fact]
    public async Task A_case_that_came_in_gets_its_attempt()
    {
        await using var host = await StartAsync();

        await TakeAsync(host, Received);

        (await EndAsync(host)).ReadInputAs<CaseAttempt>().ShouldBe(Attempt);
        _actions.Settled.ShouldBe(["completed"]);
    }

    [Fact]
    public async Task A_start_that_comes_again_after_the_attempt_has_ended_changes_nothing()
    {
        await using var host = await StartAsync();
        await TakeAsync(host, Received);
        await EndAsync(host);

        await TakeAsync(host, Received);

        (await EndAsync(host)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        _starts.ShouldBe(1);
        _actions.Settled.ShouldBe(["completed", "completed"]);
    }

    [Fact]
    public async Task Starts_that_come_together_make_one_attempt()
    {
        await using var host = await StartAsync();

        var deliveries = Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeAsync(host, Received))).ToList();
        await Task.WhenAll(deliveries).ContinueWith(_ => { }, TaskScheduler.Default);

        await EndAsync(host);
        deliveries.Count(delivery => delivery.IsCompletedSuccessfully).ShouldBeGreaterThan(0);
        _starts.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_names_no_case_is_set_aside()
    {
        await using var host = await StartAsync();

        await TakeAsync(host, Message("{}"));

        _actions.Settled.ShouldBe(["dead-lettered: malformed"]);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ServiceBusReceivedMessage Message(string body) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body));

    private static Task<OrchestrationMetadata> EndAsync(DurableTaskTestHost host) =>
        host.Client.WaitForInstanceCompletionAsync(Attempt.InstanceId, getInputsAndOutputs: true, Cancel);

    private Task TakeAsync(DurableTaskTestHost host, ServiceBusReceivedMessage message) =>
        CaseStart.StartCase(message, _actions, host.Client, Cancel);

    private Task<DurableTaskTestHost> StartAsync() => DurableTaskTestHost.StartAsync(
        tasks => tasks.AddOrchestratorFunc<CaseAttempt, string>(nameof(CaseOrchestrator), (_, _) =>
        {
            Interlocked.Increment(ref _starts);
            return Task.FromResult("done");
        }),
        cancellation: Cancel);
}
