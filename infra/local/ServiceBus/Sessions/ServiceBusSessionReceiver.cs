namespace Azure.Messaging.ServiceBus;

/// <summary>Holds one session of a queue or subscription: receives its messages in order, and keeps its state.</summary>
public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    /// <summary>For tests that replace the receiver.</summary>
    protected ServiceBusSessionReceiver()
    {
    }

    public virtual string SessionId => throw new NotImplementedException();

    public override bool IsClosed => throw new NotImplementedException();

    public virtual DateTimeOffset SessionLockedUntil => throw new NotImplementedException();

    public virtual Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
