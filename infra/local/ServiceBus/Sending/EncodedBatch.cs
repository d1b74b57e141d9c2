using Amqp;
using Amqp.Framing;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Amqp;
using Integration.Local.ServiceBus.Messages;

namespace Integration.Local.ServiceBus.Sending;

/// <summary>
/// Messages encoded into one envelope: a data section for each. The envelope says of itself what the first message says.
/// </summary>
internal sealed class EncodedBatch(long maxSizeInBytes, TimeProvider time) : IBatchContent
{
    // A described data section: 3 bytes of descriptor, 2 or 5 of type and length.
    private const int SmallSectionOverhead = 5;
    private const int LargeSectionOverhead = 8;

    private readonly List<byte[]> _messages = [];
    private Message? _first;

    public long SizeInBytes { get; private set; }

    public int Count => _messages.Count;

    public bool TryAdd(ServiceBusMessage message)
    {
        var encoded = MessageEncoder.Encode(message, time.GetUtcNow());
        var bytes = MessageEncoder.ToBytes(encoded);
        var size = bytes.Length + (bytes.Length <= byte.MaxValue ? SmallSectionOverhead : LargeSectionOverhead);
        var envelope = _first is null ? MessageEncoder.ToBytes(Envelope(encoded, [])).Length : 0;
        if (SizeInBytes + envelope + size > maxSizeInBytes)
        {
            return false;
        }

        _first ??= encoded;
        _messages.Add(bytes);
        SizeInBytes += envelope + size;
        return true;
    }

    public void Clear()
    {
        _messages.Clear();
        _first = null;
        SizeInBytes = 0;
    }

    /// <summary>What goes over the wire: a single message as itself, several as a batch; null: nothing.</summary>
    public Message? ToMessage() => _messages switch
    {
        [] => null,
        [var only] => MessageDecoder.FromBytes(only),
        _ => Envelope(_first!, _messages),
    };

    private static Message Envelope(Message first, List<byte[]> messages)
    {
        var body = new DataList();
        messages.ForEach(bytes => body.Add(new Data { Binary = bytes }));
        var envelope = new Message
        {
            Format = AmqpNames.BatchFormat,
            Properties = new Properties { MessageId = first.Properties.MessageId, GroupId = first.Properties.GroupId },
            BodySection = body,
        };
        if (first.MessageAnnotations?[AmqpNames.PartitionKey] is { } partition)
        {
            envelope.MessageAnnotations = new MessageAnnotations { [AmqpNames.PartitionKey] = partition };
        }

        return envelope;
    }
}
