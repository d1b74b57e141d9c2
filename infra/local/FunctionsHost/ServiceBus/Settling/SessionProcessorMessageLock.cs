using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>The lock of a message of a session that a processor holds.</summary>
internal sealed class SessionProcessorMessageLock(ProcessSessionMessageEventArgs args) : IMessageLock
{
    public Task CompleteAsync() => args.CompleteMessageAsync(args.Message, CancellationToken.None);

    public Task AbandonAsync(Dictionary<string, object>? properties) =>
        args.AbandonMessageAsync(args.Message, properties, CancellationToken.None);

    public Task DeadLetterAsync(Dictionary<string, object>? properties, string? reason, string? description) => reason is null
        ? args.DeadLetterMessageAsync(args.Message, properties, CancellationToken.None)
        : args.DeadLetterMessageAsync(args.Message, properties ?? [], reason, description, CancellationToken.None);

    public Task DeferAsync(Dictionary<string, object>? properties) =>
        args.DeferMessageAsync(args.Message, properties, CancellationToken.None);

    public Task RenewAsync() => throw new InvalidOperationException(
        "A message of a session is locked with its session. Use ServiceBusSessionMessageActions.RenewSessionLockAsync.");
}
