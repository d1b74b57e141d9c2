using Azure.Messaging.ServiceBus;
using Integration.Functions.Cases;
using Integration.Functions.Tests.Exchange;
using Integration.Local.DurableTask.Testing;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;

namespace Integration.Functions.Tests.Cases;

public sealed class StepResultsTests
{
    private static readonly string Case = CaseId.From("portal", "newborn", "key");
    private readonly RecordedActions _actions = new();

    [Theory]
    [InlineData("no key", "{}", "malformed")]
    [InlineData("CASE/identity/1", "not JSON", "malformed")]
    [InlineData("CASE/identity/1", """{"status":"completed"}""", "unknown-case")]
    public async Task An_answer_that_can_never_be_taken_is_set_aside_with_its_reason(string stepKey, string body, string reason)
    {
        await using var host = await DurableTaskTestHost.StartAsync(_ => { }, cancellation: TestContext.Current.CancellationToken);
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(body), "id", sessionId: Case, correlationId: stepKey.Replace("CASE", Case, StringComparison.Ordinal));

        await Results().TakeAnswer(message, _actions, host.Client, TestContext.Current.CancellationToken);

        _actions.Settled.ShouldBe([$"dead-lettered: {reason}"]);
    }

    private static StepResults Results()
    {
        var catalogue = ServiceCatalogue.LoadShipped();
        return new(new AnswerReceiver(
            new CasePlans(new FixedCatalogue(catalogue), OpenCase.Keys), new RecordedNetwork(), TimeProvider.System));
    }
}
