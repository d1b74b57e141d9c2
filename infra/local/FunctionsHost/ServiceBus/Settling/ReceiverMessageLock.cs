using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>The lock of a message of a batch.</summary>
internal sealed class ReceiverMessageLock(ServiceBusReceiver receiver, ServiceBusReceivedMessage message) : IMessageLock
{
    public Task CompleteAsync() => receiver.CompleteMessageAsync(message, CancellationToken.None);

    public Task AbandonAsync(Dictionary<string, object>? properties) =>
        receiver.AbandonMessageAsync(message, properties, CancellationToken.None);

    public Task DeadLetterAsync(Dictionary<string, object>? properties, string? reason, string? description) => reason is null
        ? receiver.DeadLetterMessageAsync(message, properties, CancellationToken.None)
        : receiver.DeadLetterMessageAsync(message, properties ?? [], reason, description, CancellationToken.None);

    public Task DeferAsync(Dictionary<string, object>? properties) =>
        receiver.DeferMessageAsync(message, properties, CancellationToken.None);

    public Task RenewAsync() => receiver is ServiceBusSessionReceiver
        ? throw new InvalidOperationException(
            "A message of a session is locked with its session. Use ServiceBusSessionMessageActions.RenewSessionLockAsync.")
        : receiver.RenewMessageLockAsync(message, CancellationToken.None);
}
