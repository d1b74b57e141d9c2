namespace Azure.Messaging.ServiceBus;

/// <summary>What receiving does to a message.</summary>
public enum ServiceBusReceiveMode
{
    /// <summary>Locks it for the receiver, until it is settled or the lock expires: at least once.</summary>
    PeekLock = 0,

    /// <summary>Removes it: at most once.</summary>
    ReceiveAndDelete = 1,
}
