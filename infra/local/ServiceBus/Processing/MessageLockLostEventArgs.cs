namespace Azure.Messaging.ServiceBus;

/// <summary>The lock of a message was lost while its handler ran.</summary>
public class MessageLockLostEventArgs(ServiceBusReceivedMessage message, Exception? exception)
{
    /// <summary>The message.</summary>
    public ServiceBusReceivedMessage Message { get; } = message;

    /// <summary>What told it; null if the lock just ran out.</summary>
    public Exception? Exception { get; } = exception;
}
