using Integration.Local.ServiceBus.Messages;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to be sent to a queue or topic. Not safe for concurrent use.</summary>
public class ServiceBusMessage
{
    private string? _messageId;
    private string? _sessionId;
    private string? _replyToSessionId;
    private string? _partitionKey;
    private string? _transactionPartitionKey;
    private TimeSpan _timeToLive = TimeSpan.MaxValue;

    /// <summary>A message with an empty body.</summary>
    public ServiceBusMessage()
        : this(BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty))
    {
    }

    /// <summary>A message with this text as its body, in UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    /// <summary>A message with these bytes as its body.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>A message with this body.</summary>
    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>
    /// A copy of a received message that can be sent again: without what the broker set, such as its sequence number and why it was
    /// dead-lettered.
    /// </summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (MessageProperties.DeadLetterReason or MessageProperties.DeadLetterErrorDescription))
            {
                ApplicationProperties[name] = value;
            }
        }

        _messageId = receivedMessage.MessageId;
        _sessionId = receivedMessage.SessionId;
        _replyToSessionId = receivedMessage.ReplyToSessionId;
        _partitionKey = receivedMessage.PartitionKey;
        _transactionPartitionKey = receivedMessage.TransactionPartitionKey;
        _timeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;
        ScheduledEnqueueTime = receivedMessage.ScheduledEnqueueTime;
    }

    /// <summary>What the message carries. Default empty.</summary>
    public BinaryData Body { get; set; }

    /// <summary>
    /// The application's own identifier of the message, 1 to 128 characters; duplicate detection goes by it.
    /// Left unset, the broker may give the message one.
    /// </summary>
    /// <exception cref="ArgumentException">The value is null, empty or too long.</exception>
    public string? MessageId
    {
        get => _messageId;
        set => _messageId = MessageLimits.MessageId(value);
    }

    /// <summary>Chooses the partition of a partitioned entity; at most 128 characters. The session id, where that is set.</summary>
    /// <exception cref="ArgumentException">The value is too long, or differs from the session id.</exception>
    public string? PartitionKey
    {
        get => _partitionKey;
        set
        {
            var key = MessageLimits.Id(value);
            if (_sessionId is not null && _sessionId != key)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(PartitionKey), $"PartitionKey '{key}' differs from SessionId '{_sessionId}': leave it unset, or the same");
            }

            _partitionKey = key;
        }
    }

    /// <summary>Chooses the partition of the transfer queue when sending by way of another entity; at most 128 characters.</summary>
    /// <exception cref="ArgumentException">The value is too long.</exception>
    public string? TransactionPartitionKey
    {
        get => _transactionPartitionKey;
        set => _transactionPartitionKey = MessageLimits.Id(value);
    }

    /// <summary>The session that the message belongs to; at most 128 characters. A partition key that is set follows it.</summary>
    /// <exception cref="ArgumentException">The value is too long.</exception>
    public string? SessionId
    {
        get => _sessionId;
        set
        {
            _sessionId = MessageLimits.Id(value);
            if (_partitionKey is not null)
            {
                _partitionKey = _sessionId;
            }
        }
    }

    /// <summary>The session to answer to, next to <see cref="ReplyTo"/>; at most 128 characters.</summary>
    /// <exception cref="ArgumentException">The value is too long.</exception>
    public string? ReplyToSessionId
    {
        get => _replyToSessionId;
        set => _replyToSessionId = MessageLimits.Id(value);
    }

    /// <summary>How long after its enqueueing the message expires. Default <see cref="TimeSpan.MaxValue"/>: as the entity says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(TimeToLive));
            _timeToLive = value;
        }
    }

    /// <summary>Relates the message to another, such as the one that it answers.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>What the message is about, for its receiver and for filters.</summary>
    public string? Subject { get; set; }

    /// <summary>The address meant by the application; the broker ignores it.</summary>
    public string? To { get; set; }

    /// <summary>The media type of the body (RFC 2045).</summary>
    public string? ContentType { get; set; }

    /// <summary>The queue or topic to answer to.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>When the message is to be enqueued, UTC. Default: at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>
    /// The application's own properties. Values may be string, bool, byte, sbyte, short, ushort, int, uint, long, ulong, float, double,
    /// decimal, char, Guid, DateTime, DateTimeOffset, TimeSpan, Uri, byte[] or null; another type is refused when the message is sent.
    /// </summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    /// <summary>The message id, as in <c>{MessageId:42}</c>.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
