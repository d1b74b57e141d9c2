namespace Azure.Messaging.ServiceBus;

/// <summary>The lock of a session was lost while a handler of one of its messages ran.</summary>
public class SessionLockLostEventArgs(
    ServiceBusReceivedMessage message, DateTimeOffset sessionLockedUntil, Exception? exception) : EventArgs
{
    /// <summary>The message whose handler runs.</summary>
    public ServiceBusReceivedMessage Message { get; } = message;

    /// <summary>Until when the session was locked, UTC.</summary>
    public DateTimeOffset SessionLockedUntil { get; } = sessionLockedUntil;

    /// <summary>What told it; null if the lock just ran out.</summary>
    public Exception? Exception { get; } = exception;
}
