using Azure.Messaging.ServiceBus;
using Integration.Functions.Connections;
using Integration.Functions.Exchange;
using Integration.Workflows.Exchange;
using Integration.Workflows.LifeEvents;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Cases;

/// <summary>Takes events that start a case with no application of the person.</summary>
public sealed class LifeEvents(LifeEventIntake intake)
{
    /// <summary>Stores the case and tells the sender, or tells the sender why not.</summary>
    [Function(nameof(TakeLifeEvent))]
    public async Task TakeLifeEvent(
        [ServiceBusTrigger(Destinations.LifeEvents, Connection = BusConnection.Setting, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        if (await intake.ReceiveAsync(CloudEventBinding.ToLifeEvent(message), cancellation) is LifeEventOutcome.NotTaken refused)
        {
            await actions.RefuseAsync(message, refused.Reason, refused.Detail, cancellation);
            return;
        }

        await actions.CompleteMessageAsync(message, cancellation);
    }
}
