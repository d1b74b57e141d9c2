using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>Settles a message of a session by way of the processor that received it.</summary>
internal sealed class SessionProcessorMessageActions(ProcessSessionMessageEventArgs args) : ServiceBusMessageActions
{
    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        args.CompleteMessageAsync(message, cancellationToken);

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        args.AbandonMessageAsync(message, propertiesToModify, cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) => deadLetterReason is null
        ? args.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken)
        : args.DeadLetterMessageAsync(message, propertiesToModify ?? [], deadLetterReason, deadLetterErrorDescription, cancellationToken);

    public override Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        args.DeferMessageAsync(message, propertiesToModify, cancellationToken);

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException(
            "A message of a session is locked with its session. Use ServiceBusSessionMessageActions.RenewSessionLockAsync.");
}
