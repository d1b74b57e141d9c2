using Amqp;
using Amqp.Framing;
using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>
/// Encodes a message for its receiver: header and annotations with what the broker knows, the rest byte for byte as it was sent.
/// </summary>
internal static class DeliveryEncoder
{
    private const int ActiveState = 0;
    private const int DeferredState = 1;
    private const int ScheduledState = 2;

    public static ByteBuffer Encode(MessageView message)
    {
        var bytes = message.Content.Bytes;
        var bare = MessageContent.EndOf(SectionReader.Read(bytes), SectionCode.MessageAnnotations);
        var sent = MessageContent.Decode(bytes, 0, bare);
        var header = sent.Header ?? new Header();
        header.DeliveryCount = (uint)message.DeliveryCount;
        var annotations = sent.MessageAnnotations ?? new MessageAnnotations();
        Annotate(annotations, message);

        var buffer = SectionWriter.Write(header, annotations);
        var rest = bytes.Length - bare;
        buffer.ValidateWrite(rest);
        Buffer.BlockCopy(bytes, bare, buffer.Buffer, buffer.WritePos, rest);
        buffer.Append(rest);
        return buffer;
    }

    private static void Annotate(MessageAnnotations annotations, MessageView message)
    {
        annotations[AmqpNames.SequenceNumber] = message.SequenceNumber;
        annotations[AmqpNames.EnqueuedSequenceNumber] = message.EnqueuedSequenceNumber;
        annotations[AmqpNames.EnqueuedTime] = message.EnqueuedAt;
        annotations[AmqpNames.MessageState] = message.State switch
        {
            MessageState.Deferred or MessageState.DeferredLocked => DeferredState,
            MessageState.Scheduled => ScheduledState,
            _ => ActiveState,
        };
        if (message.LockedUntil is { } lockedUntil)
        {
            annotations[AmqpNames.LockedUntil] = lockedUntil;
        }

        if (message.DeadLetterSource is { } source)
        {
            annotations[AmqpNames.DeadLetterSource] = source;
        }
    }
}
