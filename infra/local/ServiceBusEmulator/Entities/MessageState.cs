namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>Where a message stands in its queue. The numbers are stored.</summary>
internal enum MessageState
{
    /// <summary>Waiting to be delivered.</summary>
    Active = 0,

    /// <summary>Set aside; only its sequence number brings it back.</summary>
    Deferred = 1,

    /// <summary>Waiting for its time.</summary>
    Scheduled = 2,

    /// <summary>Held by a receiver.</summary>
    Locked = 3,

    /// <summary>Held by a receiver that asked for it by its sequence number.</summary>
    DeferredLocked = 4,

    /// <summary>Left for the dead-letter queue.</summary>
    DeadLettered = 5,

    /// <summary>Completed, dropped or cancelled.</summary>
    Gone = 6,
}
