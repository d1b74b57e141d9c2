namespace Azure.Messaging.ServiceBus;

/// <summary>Where a received or peeked message stands.</summary>
public enum ServiceBusMessageState
{
    /// <summary>It can be received.</summary>
    Active = 0,

    /// <summary>It was set aside, and is received by its sequence number only.</summary>
    Deferred = 1,

    /// <summary>It waits for its time.</summary>
    Scheduled = 2,
}
