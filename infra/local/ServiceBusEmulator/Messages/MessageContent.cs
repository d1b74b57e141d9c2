using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Rules;

namespace Integration.Local.ServiceBusEmulator.Messages;

/// <summary>
/// A message as its sender encoded it, with the few fields the broker decides by. Its bytes may be left to the store
/// (<see cref="Evict"/>); they are read back when needed.
/// </summary>
internal sealed class MessageContent
{
    private static readonly Symbol _scheduledEnqueueTime = new("x-opt-scheduled-enqueue-time");

    private byte[]? _bytes;
    private Func<byte[]>? _load;

    /// <summary>No message.</summary>
    public static MessageContent Empty { get; } = new([]);

    private MessageContent(byte[] bytes) => (_bytes, Size) = (bytes, bytes.Length);

    /// <summary>A message whose bytes lie in the store.</summary>
    public MessageContent(int size, Func<byte[]> load) => (Size, _load) = (size, load);

    /// <summary>The encoded size in bytes.</summary>
    public int Size { get; }

    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    /// <summary>How long the sender wants the message to live; null: without end.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>When the message is to appear in the queue, UTC; null: at once.</summary>
    public DateTime? ScheduledFor { get; init; }

    /// <summary>Whether the bytes are in memory.</summary>
    public bool IsResident => _bytes is not null;

    public byte[] Bytes => _bytes ?? _load!();

    /// <summary>Reads an encoded message; one without a message id gets one, since receivers count on it.</summary>
    /// <exception cref="FormatException">The bytes are not a message.</exception>
    public static MessageContent Read(byte[] encoded, Func<string> newMessageId)
    {
        var sections = SectionReader.Read(encoded);
        var prefixEnd = EndOf(sections, SectionCode.Properties);
        var prefix = Decode(encoded, 0, prefixEnd);
        if (prefix.Properties?.GetMessageId() is null)
        {
            prefix.Properties ??= new Properties();
            prefix.Properties.MessageId = newMessageId();
            var front = SectionWriter.Write(prefix.Header, prefix.DeliveryAnnotations, prefix.MessageAnnotations, prefix.Properties);
            encoded = [.. front.AsSpan(), .. encoded.AsSpan(prefixEnd)];
        }

        return new MessageContent(encoded)
        {
            MessageId = prefix.Properties.GetMessageId().ToString(),
            SessionId = prefix.Properties.GroupId,
            TimeToLive = prefix.Header is { } header && header.HasField(2) ? TimeSpan.FromMilliseconds(header.Ttl) : null,
            ScheduledFor = prefix.MessageAnnotations?.Map[_scheduledEnqueueTime] as DateTime?,
        };
    }

    /// <summary>The same message for another entity: what one evicts, the other keeps.</summary>
    public MessageContent Share() => With(Bytes);

    /// <summary>The same message with all of it in memory, whatever becomes of the store's copy.</summary>
    public MessageContent Resident() => IsResident ? this : Read(Bytes, () => MessageId ?? "");

    /// <summary>Leaves the bytes to the store.</summary>
    public void Evict(Func<byte[]> load)
    {
        _load = load;
        _bytes = null;
    }

    /// <summary>The same message with application properties set or replaced.</summary>
    public MessageContent WithApplicationProperties(IEnumerable<KeyValuePair<string, object?>> properties)
    {
        var bytes = Bytes;
        var sections = SectionReader.Read(bytes);
        var start = EndOf(sections, SectionCode.Properties);
        var end = EndOf(sections, SectionCode.ApplicationProperties);
        var section = Decode(bytes, start, end).ApplicationProperties ?? new ApplicationProperties();
        foreach (var (name, value) in properties)
        {
            section[name] = value;
        }

        return With([.. bytes.AsSpan(0, start), .. SectionWriter.Write(section).AsSpan(), .. bytes.AsSpan(end)]);
    }

    /// <summary>What filters look at.</summary>
    public FilteredMessage Describe()
    {
        var bytes = Bytes;
        var message = Decode(bytes, 0, EndOf(SectionReader.Read(bytes), SectionCode.ApplicationProperties));
        var properties = message.Properties;
        return new FilteredMessage
        {
            MessageId = MessageId,
            CorrelationId = properties?.GetCorrelationId()?.ToString(),
            To = properties?.To,
            ReplyTo = properties?.ReplyTo,
            Subject = properties?.Subject,
            SessionId = SessionId,
            ReplyToSessionId = properties?.ReplyToGroupId,
            ContentType = properties?.ContentType,
            ApplicationProperties = message.ApplicationProperties?.Map
                .ToDictionary(pair => (string)pair.Key, pair => (object?)pair.Value) ?? [],
        };
    }

    internal static int EndOf(IReadOnlyList<Section> sections, SectionCode last)
    {
        var end = 0;
        foreach (var section in sections)
        {
            if (section.Code > last)
            {
                break;
            }

            end = section.End;
        }

        return end;
    }

    internal static Message Decode(byte[] bytes, int start, int end) =>
        end == start ? new Message() : Message.Decode(new ByteBuffer(bytes, start, end - start, end - start));

    private MessageContent With(byte[] bytes) => new(bytes)
    {
        MessageId = MessageId,
        SessionId = SessionId,
        TimeToLive = TimeToLive,
        ScheduledFor = ScheduledFor,
    };
}
