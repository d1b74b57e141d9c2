namespace Azure.Messaging.ServiceBus;

/// <summary>A session that a processor begins or ends to process, and what can be done with it.</summary>
public class ProcessSessionEventArgs : EventArgs
{
    private readonly ServiceBusSessionReceiver _receiver;

    /// <summary>A session of a processor without an identifier.</summary>
    public ProcessSessionEventArgs(ServiceBusSessionReceiver receiver, CancellationToken cancellationToken)
        : this(receiver, "", cancellationToken)
    {
    }

    /// <summary>A session of a processor.</summary>
    public ProcessSessionEventArgs(ServiceBusSessionReceiver receiver, string identifier, CancellationToken cancellationToken)
    {
        _receiver = receiver;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

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
}
