namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>How a queue, or a subscription's queue, behaves. The defaults are those of the service.</summary>
internal sealed record QueueSettings
{
    /// <summary>How long a receiver holds a message, or a session, before it goes to another. Default 1 minute.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Deliveries after which a message that comes back is dead-lettered. Default 10.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>The longest life of a message, whatever its sender asked for. Default: without end.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether expired messages are dead-lettered; else they are dropped. Default false.</summary>
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>Whether every message belongs to a session, and receivers take whole sessions. Default false.</summary>
    public bool RequiresSession { get; init; }

    /// <summary>How long message ids are remembered to drop repeats; null: not at all. Default null.</summary>
    public TimeSpan? DuplicateDetectionWindow { get; init; }

    /// <summary>The queue or topic that takes every message in this one's stead. Default none.</summary>
    public string? ForwardTo { get; init; }

    /// <summary>The queue or topic that takes dead-lettered messages. Default none: they stay in the dead-letter queue.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; init; }
}
