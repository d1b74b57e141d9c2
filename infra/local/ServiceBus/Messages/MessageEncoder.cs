using Amqp;
using Amqp.Framing;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Amqp;

namespace Integration.Local.ServiceBus.Messages;

/// <summary>Writes a message as AMQP has it. The result is a copy: what happens to the message later does not change it.</summary>
internal static class MessageEncoder
{
    /// <param name="message">The message.</param>
    /// <param name="now">Its time of creation.</param>
    public static Message Encode(ServiceBusMessage message, DateTimeOffset now)
    {
        var encoded = new Message
        {
            Properties = PropertiesOf(message),
            MessageAnnotations = AnnotationsOf(message),
            ApplicationProperties = ApplicationPropertiesOf(message),
            BodySection = new Data { Binary = message.Body.ToArray() },
        };
        if (message.TimeToLive != TimeSpan.MaxValue)
        {
            SetLife(encoded, message.TimeToLive, now);
        }

        return encoded;
    }

    /// <summary>A message that is to be enqueued later, whatever its own time says.</summary>
    public static Message Encode(ServiceBusMessage message, DateTimeOffset now, DateTimeOffset enqueueAt)
    {
        var encoded = Encode(message, now);
        encoded.MessageAnnotations ??= new MessageAnnotations();
        encoded.MessageAnnotations[AmqpNames.ScheduledEnqueueTime] = enqueueAt.UtcDateTime;
        return encoded;
    }

    public static byte[] ToBytes(Message message)
    {
        var buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    private static Properties PropertiesOf(ServiceBusMessage message) => new()
    {
        MessageId = message.MessageId,
        CorrelationId = message.CorrelationId,
        GroupId = message.SessionId,
        ReplyToGroupId = message.ReplyToSessionId,
        Subject = message.Subject,
        To = message.To,
        ReplyTo = message.ReplyTo,
        ContentType = message.ContentType,
    };

    private static MessageAnnotations? AnnotationsOf(ServiceBusMessage message)
    {
        var annotations = new MessageAnnotations();
        if (message.PartitionKey is { } partition)
        {
            annotations[AmqpNames.PartitionKey] = partition;
        }

        if (message.TransactionPartitionKey is { } transfer)
        {
            annotations[AmqpNames.ViaPartitionKey] = transfer;
        }

        if (message.ScheduledEnqueueTime != default)
        {
            annotations[AmqpNames.ScheduledEnqueueTime] = message.ScheduledEnqueueTime.UtcDateTime;
        }

        return annotations.Map.Count > 0 ? annotations : null;
    }

    private static ApplicationProperties? ApplicationPropertiesOf(ServiceBusMessage message)
    {
        if (message.ApplicationProperties.Count == 0)
        {
            return null;
        }

        var properties = new ApplicationProperties();
        foreach (var (name, value) in message.ApplicationProperties)
        {
            properties[name] = PropertyValue.ToAmqp(name, value);
        }

        return properties;
    }

    /// <summary>The header holds up to 49 days; a longer life is told by its end as well.</summary>
    private static void SetLife(Message encoded, TimeSpan life, DateTimeOffset now)
    {
        var milliseconds = Math.Ceiling(life.TotalMilliseconds);
        encoded.Header = new Header { Ttl = milliseconds < uint.MaxValue ? (uint)milliseconds : uint.MaxValue };
        if (milliseconds >= uint.MaxValue)
        {
            var most = DateTimeOffset.MaxValue - now;
            encoded.Properties.CreationTime = now.UtcDateTime;
            encoded.Properties.AbsoluteExpiryTime = (now + (life < most ? life : most)).UtcDateTime;
        }
    }
}
