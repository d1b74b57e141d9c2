using Azure.Messaging.ServiceBus;
using Integration.Functions.Connections;
using Integration.Functions.Exchange;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Functions.Cases;

/// <summary>Starts the attempt of each case that was taken in.</summary>
public sealed class CaseStart
{
    /// <summary>A start for an attempt that runs already, or has ended, changes nothing.</summary>
    [Function(nameof(StartCase))]
    public static async Task StartCase(
        [ServiceBusTrigger(Destinations.Intake, Connection = BusConnection.Setting, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(client);
        if (CloudEventBinding.ToAttempt(message) is not { } attempt)
        {
            await actions.RefuseAsync(message, "malformed", "The body must be JSON with caseId and attempt.", cancellation);
            return;
        }

        if (await client.GetInstanceAsync(attempt.InstanceId, cancellation) is null)
        {
            // Two deliveries at once: the engine takes one of them, the other comes again and finds the instance.
            var options = new StartOrchestrationOptions(attempt.InstanceId)
                .WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(CaseOrchestrator), attempt, options, cancellation);
        }

        await actions.CompleteMessageAsync(message, cancellation);
    }
}
