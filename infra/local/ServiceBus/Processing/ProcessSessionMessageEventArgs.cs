namespace Azure.Messaging.ServiceBus;

/// <summary>A message of a session for the handler of a processor, the ways to settle it, and what can be done with the session.</summary>
public class ProcessSessionMessageEventArgs : EventArgs
{
    private readonly ServiceBusSessionReceiver _receiver;

    /// <summary>A message of a processor without an identifier.</summary>
    public ProcessSessionMessageEventArgs(
        ServiceBusReceivedMessage message, ServiceBusSessionReceiver receiver, CancellationToken cancellationToken)
        : this(message, receiver, "", cancellationToken)
    {
    }

    /// <summary>A message of a processor.</summary>
    public ProcessSessionMessageEventArgs(
        ServiceBusReceivedMessage message, ServiceBusSessionReceiver receiver, string identifier, CancellationToken cancellationToken)
    {
        Message = message;
        _receiver = receiver;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

    /// <summary>Raised when the lock of the session is lost while the handler runs; the handler may then give up.</summary>
    public event Func<SessionLockLostEventArgs, Task>? SessionLockLostAsync;

    /// <summary>The message.</summary>
    public ServiceBusReceivedMessage Message { get; }

    /// <summary>Cancelled when the processor is stopped.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The session.</summary>
    public string SessionId => _receiver.SessionId;

    /// <summary>Until when the session is locked, UTC.</summary>
    public DateTimeOffset SessionLockedUntil => _receiver.SessionLockedUntil;

    /// <summary>The queue or subscription.</summary>
    public string EntityPath => _receiver.EntityPath;

    /// <summary>Names the processor.</summary>
    public string Identifier { get; }

    /// <summary>The host of the namespace.</summary>
    public string FullyQualifiedNamespace => _receiver.FullyQualifiedNamespace;

    internal bool IsReleased { get; private set; }

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
        Dictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        _receiver.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.GetSessionStateAsync"/>
    public virtual Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        _receiver.GetSessionStateAsync(cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.SetSessionStateAsync"/>
    public virtual Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) =>
        _receiver.SetSessionStateAsync(sessionState, cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.RenewSessionLockAsync"/>
    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
        _receiver.RenewSessionLockAsync(cancellationToken);

    /// <summary>Gives the session up once the handlers that run for it have ended.</summary>
    public virtual void ReleaseSession() => IsReleased = true;

    /// <summary>Raises <see cref="SessionLockLostAsync"/>.</summary>
    protected internal virtual Task OnSessionLockLostAsync(SessionLockLostEventArgs args) =>
        SessionLockLostAsync?.Invoke(args) ?? Task.CompletedTask;
}
