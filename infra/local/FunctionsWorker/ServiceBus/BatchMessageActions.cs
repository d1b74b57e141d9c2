using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>Settles messages of a batch, and knows which are left.</summary>
internal sealed class BatchMessageActions(
    ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch) : ServiceBusMessageActions
{
    private readonly ConcurrentDictionary<ServiceBusReceivedMessage, bool> _settled = [];

    public IEnumerable<ServiceBusReceivedMessage> Unsettled => batch.Where(message => !_settled.ContainsKey(message));

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(message, receiver.CompleteMessageAsync(message, cancellationToken));

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken));

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, deadLetterReason is null
            ? receiver.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken)
            : receiver.DeadLetterMessageAsync(
                message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken));

    public override Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, receiver.DeferMessageAsync(message, propertiesToModify, cancellationToken));

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        receiver.RenewMessageLockAsync(message, cancellationToken);

    private async Task SettleAsync(ServiceBusReceivedMessage message, Task settlement)
    {
        await settlement;
        _settled[message] = true;
    }
}
