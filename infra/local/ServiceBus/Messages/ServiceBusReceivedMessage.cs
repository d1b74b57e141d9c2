using Integration.Local.ServiceBus.Messages;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as it was received, peeked or taken back from deferral. What it says of its content never changes.</summary>
public class ServiceBusReceivedMessage
{
    private static readonly Dictionary<string, object> _noProperties = [];

    private long _lockedUntilTicks;
    private volatile bool _isSettled;

    internal ServiceBusReceivedMessage(BinaryData body) => Body = body;

    /// <summary>What the message carries.</summary>
    public BinaryData Body { get; }

    /// <summary>The sender's identifier of the message, or the one that the broker gave it.</summary>
    public string? MessageId { get; internal init; }

    /// <summary>Chooses the partition of a partitioned entity.</summary>
    public string? PartitionKey { get; internal init; }

    /// <summary>Chooses the partition of the transfer queue when sent by way of another entity.</summary>
    public string? TransactionPartitionKey { get; internal init; }

    /// <summary>The session that the message belongs to.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The session to answer to, next to <see cref="ReplyTo"/>.</summary>
    public string? ReplyToSessionId { get; internal init; }

    /// <summary>How long after its enqueueing the message expires; <see cref="TimeSpan.MaxValue"/>: never.</summary>
    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    /// <summary>Relates the message to another.</summary>
    public string? CorrelationId { get; internal init; }

    /// <summary>What the message is about.</summary>
    public string? Subject { get; internal init; }

    /// <summary>The address meant by the sender.</summary>
    public string? To { get; internal init; }

    /// <summary>The media type of the body (RFC 2045).</summary>
    public string? ContentType { get; internal init; }

    /// <summary>The queue or topic to answer to.</summary>
    public string? ReplyTo { get; internal init; }

    /// <summary>When the message was to be enqueued, UTC; default where its sender did not say.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    /// <summary>The sender's own properties, and what was added to them since.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = _noProperties;

    /// <summary>Names the lock in <see cref="ServiceBusReceiveMode.PeekLock"/>; a GUID.</summary>
    public string LockToken => LockTokenGuid.ToString();

    /// <summary>How many times the message was delivered, this delivery included.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>Until when the message is locked, UTC. Moves when the lock is renewed by way of this object.</summary>
    public DateTimeOffset LockedUntil
    {
        get => new(Interlocked.Read(ref _lockedUntilTicks), TimeSpan.Zero);
        internal set => Interlocked.Exchange(ref _lockedUntilTicks, value.UtcTicks);
    }

    /// <summary>The broker's number of the message; unique within the entity, and in the order of acceptance.</summary>
    public long SequenceNumber { get; internal init; } = -1;

    /// <summary>The entity that a dead letter was first enqueued in, if it came from another.</summary>
    public string? DeadLetterSource { get; internal init; }

    /// <summary>The sequence number that the message had where it was first enqueued, if it was forwarded.</summary>
    public long EnqueuedSequenceNumber { get; internal init; }

    /// <summary>When the broker took the message, UTC.</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>When the message expires, UTC; <see cref="DateTimeOffset.MaxValue"/>: never.</summary>
    public DateTimeOffset ExpiresAt => AbsoluteExpiryTime
        ?? (TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive);

    /// <summary>Why a dead letter was dead-lettered.</summary>
    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(MessageProperties.DeadLetterReason) as string;

    /// <summary>The details of why a dead letter was dead-lettered.</summary>
    public string? DeadLetterErrorDescription =>
        ApplicationProperties.GetValueOrDefault(MessageProperties.DeadLetterErrorDescription) as string;

    /// <summary>Where the message stands.</summary>
    public ServiceBusMessageState State { get; internal init; }

    internal Guid LockTokenGuid { get; init; }

    internal DateTimeOffset? AbsoluteExpiryTime { get; init; }

    internal bool IsSettled
    {
        get => _isSettled;
        set => _isSettled = value;
    }

    /// <summary>The message id, as in <c>{MessageId:42}</c>.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
