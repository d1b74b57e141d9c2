using Azure.Messaging.ServiceBus;
using Integration.Functions.Connections;
using Integration.Functions.Exchange;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Integration.Functions.Cases;

/// <summary>Takes the answers of participants, those of a case one after the other.</summary>
public sealed class StepResults(AnswerReceiver receiver)
{
    /// <summary>Stores an answer, then tells the attempt that waits for it.</summary>
    [Function(nameof(TakeAnswer))]
    public async Task TakeAnswer(
        [ServiceBusTrigger(
            Destinations.StepResults, Connection = BusConnection.Setting, IsSessionsEnabled = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(client);
        switch (await receiver.ReceiveAsync(CloudEventBinding.ToAnswer(message), cancellation))
        {
            case AnswerOutcome.NotTaken refused:
                await actions.RefuseAsync(message, refused.Reason, refused.Detail, cancellation);
                return;
            case AnswerOutcome.Stored { End: { } end } stored:
                await client.RaiseEventAsync(stored.Attempt.InstanceId, end.StepKey, end, cancellation);
                break;
        }

        await actions.CompleteMessageAsync(message, cancellation);
    }
}
