using Amqp.Types;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>The words of the protocol that AMQP itself does not have.</summary>
internal static class AmqpNames
{
    public const uint BatchFormat = 0x80013700;

    public const string Cbs = "$cbs";
    public const string Management = "/$management";

    public static readonly Symbol SessionFilter = new("com.microsoft:session-filter");
    public static readonly Symbol LockedUntilUtc = new("com.microsoft:locked-until-utc");
    public static readonly Symbol Timeout = new("com.microsoft:timeout");
    public static readonly Symbol DeadLetter = new("com.microsoft:dead-letter");

    public static readonly Symbol SequenceNumber = new("x-opt-sequence-number");
    public static readonly Symbol EnqueuedSequenceNumber = new("x-opt-enqueue-sequence-number");
    public static readonly Symbol EnqueuedTime = new("x-opt-enqueued-time");
    public static readonly Symbol LockedUntil = new("x-opt-locked-until");
    public static readonly Symbol MessageState = new("x-opt-message-state");
    public static readonly Symbol DeadLetterSource = new("x-opt-deadletter-source");
}
