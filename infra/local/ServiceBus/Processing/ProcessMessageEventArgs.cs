namespace Azure.Messaging.ServiceBus;

/// <summary>A message for the handler of a processor, and the ways to settle it.</summary>
public class ProcessMessageEventArgs : EventArgs
{
    private readonly ServiceBusReceiver _receiver;

    /// <summary>A message of a processor without an identifier.</summary>
    public ProcessMessageEventArgs(ServiceBusReceivedMessage message, ServiceBusReceiver receiver, CancellationToken cancellationToken)
        : this(message, receiver, "", cancellationToken)
    {
    }

    /// <summary>A message of a processor.</summary>
    public ProcessMessageEventArgs(
        ServiceBusReceivedMessage message, ServiceBusReceiver receiver, string identifier, CancellationToken cancellationToken)
    {
        Message = message;
        _receiver = receiver;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

    /// <summary>Raised when the lock of the message is lost while the handler runs; the handler may then give up.</summary>
    public event Func<MessageLockLostEventArgs, Task>? MessageLockLostAsync;

    /// <summary>The message.</summary>
    public ServiceBusReceivedMessage Message { get; }

    /// <summary>Cancelled when the processor is stopped.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The queue or subscription.</summary>
    public string EntityPath => _receiver.EntityPath;

    /// <summary>Names the processor.</summary>
    public string Identifier { get; }

    /// <summary>The host of the namespace.</summary>
    public string FullyQualifiedNamespace => _receiver.FullyQualifiedNamespace;

    /// <inheritdoc cref="ServiceBusReceiver.CompleteMessageAsync"/>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        _receiver.CompleteMessageAsync(message, cancellationToken);

    /// <inheritdoc cref="ServiceBusReceiver.AbandonMessageAsync"/>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        _receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken);

    /// <inheritdoc cref="ServiceBusReceiver.DeferMessageAsync"/>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        _receiver.DeferMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>Moves a message to the dead letters.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        _receiver.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>Moves a message to the dead letters, and says why.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        _receiver.DeadLetterMessageAsync(message, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Moves a message to the dead letters, and says why.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        _receiver.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <inheritdoc cref="ServiceBusReceiver.RenewMessageLockAsync"/>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        _receiver.RenewMessageLockAsync(message, cancellationToken);

    /// <summary>Raises <see cref="MessageLockLostAsync"/>.</summary>
    protected internal virtual Task OnMessageLockLostAsync(MessageLockLostEventArgs args) =>
        MessageLockLostAsync?.Invoke(args) ?? Task.CompletedTask;
}
