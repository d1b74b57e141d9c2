using Azure.Messaging.ServiceBus;
using Integration.Functions.Connections;
using Integration.Functions.Exchange;
using Integration.Workflows.Exchange;
using Integration.Workflows.Participants;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Participants;

/// <summary>The inboxes of the participants hosted here: of each topic, the subscription <c>hosted</c>.</summary>
public sealed class HostedChecks(RequestReceiver receiver, IOptions<HostedChecksOptions> options)
{
    private const string Subscription = "hosted";

    /// <summary>Identity checks.</summary>
    [Function(nameof(CheckIdentity))]
    public Task CheckIdentity(
        [ServiceBusTrigger("identity-checks", Subscription, Connection = BusConnection.Setting, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation) => AnswerAsync(message, actions, cancellation);

    /// <summary>Programs whose rules are evaluated here.</summary>
    [Function(nameof(CheckEligibility))]
    public Task CheckEligibility(
        [ServiceBusTrigger("eligibility-checks", Subscription, Connection = BusConnection.Setting, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation) => AnswerAsync(message, actions, cancellation);

    /// <summary>Evidence whose holder is hosted here.</summary>
    [Function(nameof(FindEvidence))]
    public Task FindEvidence(
        [ServiceBusTrigger("evidence-requests", Subscription, Connection = BusConnection.Setting, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation) => AnswerAsync(message, actions, cancellation);

    /// <summary>Cases that an organization hosted here takes over.</summary>
    [Function(nameof(TakeOver))]
    public Task TakeOver(
        [ServiceBusTrigger("handovers", Subscription, Connection = BusConnection.Setting, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation) => AnswerAsync(message, actions, cancellation);

    private async Task AnswerAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        var isLast = message.DeliveryCount >= options.Value.MaxDeliveryCount;
        if (await receiver.ReceiveAsync(CloudEventBinding.ToRequest(message), isLast, cancellation) is RequestOutcome.NotTaken refused)
        {
            await actions.RefuseAsync(message, refused.Reason, refused.Detail, cancellation);
            return;
        }

        await actions.CompleteMessageAsync(message, cancellation);
    }
}
