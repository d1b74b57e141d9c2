namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>What can happen to a message.</summary>
internal enum MessageTrigger
{
    /// <summary>The time of a scheduled message has come.</summary>
    Due,

    /// <summary>A sender takes a scheduled message back.</summary>
    Cancel,

    /// <summary>A receiver takes it under a lock.</summary>
    Lock,

    /// <summary>A receiver takes it for good (receive and delete).</summary>
    Take,

    /// <summary>Its receiver is done with it.</summary>
    Complete,

    /// <summary>Its receiver gives it back.</summary>
    Abandon,

    /// <summary>Its receiver gives it back unseen.</summary>
    Release,

    /// <summary>Its receiver did not settle it in time.</summary>
    LoseLock,

    /// <summary>Its receiver sets it aside.</summary>
    Defer,

    /// <summary>It goes to the dead-letter queue.</summary>
    DeadLetter,

    /// <summary>Its life is over.</summary>
    Expire,
}
