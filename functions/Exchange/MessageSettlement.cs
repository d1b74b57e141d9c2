using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Exchange;

/// <summary>Ends a message for good; a function that throws leaves it to be delivered again.</summary>
internal static class MessageSettlement
{
    public static Task RefuseAsync(
        this ServiceBusMessageActions actions,
        ServiceBusReceivedMessage message,
        string reason,
        string detail,
        CancellationToken cancellation) =>
        actions.DeadLetterMessageAsync(
            message, deadLetterReason: reason, deadLetterErrorDescription: detail, cancellationToken: cancellation);
}
