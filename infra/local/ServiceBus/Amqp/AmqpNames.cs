using Amqp.Types;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>The words of the protocol that AMQP itself does not have.</summary>
internal static class AmqpNames
{
    public const uint BatchFormat = 0x80013700;

    public const string Cbs = "$cbs";
    public const string Management = "/$management";

    public static readonly Symbol Timeout = new("com.microsoft:timeout");
    public static readonly Symbol EntityType = new("com.microsoft:entity-type");
    public static readonly Symbol SessionFilter = new("com.microsoft:session-filter");
    public static readonly Symbol LockedUntilUtc = new("com.microsoft:locked-until-utc");
    public static readonly Symbol DeadLetter = new("com.microsoft:dead-letter");

    public static readonly Symbol SequenceNumber = new("x-opt-sequence-number");
    public static readonly Symbol EnqueuedSequenceNumber = new("x-opt-enqueue-sequence-number");
    public static readonly Symbol EnqueuedTime = new("x-opt-enqueued-time");
    public static readonly Symbol ScheduledEnqueueTime = new("x-opt-scheduled-enqueue-time");
    public static readonly Symbol LockedUntil = new("x-opt-locked-until");
    public static readonly Symbol MessageState = new("x-opt-message-state");
    public static readonly Symbol DeadLetterSource = new("x-opt-deadletter-source");
    public static readonly Symbol PartitionKey = new("x-opt-partition-key");
    public static readonly Symbol ViaPartitionKey = new("x-opt-via-partition-key");

    public static readonly Symbol TimeSpanType = new("com.microsoft:timespan");
    public static readonly Symbol DateTimeOffsetType = new("com.microsoft:datetime-offset");
    public static readonly Symbol UriType = new("com.microsoft:uri");
}
