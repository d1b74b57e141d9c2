using System.Globalization;
using Amqp;
using Amqp.Framing;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Amqp;

namespace Integration.Local.ServiceBus.Messages;

/// <summary>Reads a message as the broker gives it.</summary>
internal static class MessageDecoder
{
    /// <summary>A message that was delivered. Its header counts the deliveries before this one.</summary>
    public static ServiceBusReceivedMessage Delivered(Message message, Guid lockToken) =>
        Decode(message, lockToken, (int)DeliveriesBefore(message) + 1);

    /// <summary>A message that was only looked at.</summary>
    public static ServiceBusReceivedMessage Peeked(Message message) => Decode(message, Guid.Empty, (int)DeliveriesBefore(message));

    public static Message FromBytes(byte[] bytes) => Message.Decode(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));

    private static ServiceBusReceivedMessage Decode(Message message, Guid lockToken, int deliveryCount)
    {
        var properties = message.Properties;
        var annotations = message.MessageAnnotations;
        return new ServiceBusReceivedMessage(Body(message))
        {
            MessageId = Text(properties?.GetMessageId()),
            CorrelationId = Text(properties?.GetCorrelationId()),
            SessionId = properties?.GroupId,
            ReplyToSessionId = properties?.ReplyToGroupId,
            Subject = properties?.Subject,
            To = properties?.To,
            ReplyTo = properties?.ReplyTo,
            ContentType = properties?.ContentType,
            TimeToLive = TimeToLive(message),
            AbsoluteExpiryTime = properties is { AbsoluteExpiryTime: var expiry } && expiry != default ? Utc(expiry) : null,
            PartitionKey = annotations?[AmqpNames.PartitionKey] as string,
            TransactionPartitionKey = annotations?[AmqpNames.ViaPartitionKey] as string,
            ScheduledEnqueueTime = Time(annotations?[AmqpNames.ScheduledEnqueueTime]),
            EnqueuedTime = Time(annotations?[AmqpNames.EnqueuedTime]),
            LockedUntil = Time(annotations?[AmqpNames.LockedUntil]),
            SequenceNumber = annotations?[AmqpNames.SequenceNumber] as long? ?? -1,
            EnqueuedSequenceNumber = annotations?[AmqpNames.EnqueuedSequenceNumber] as long? ?? 0,
            DeadLetterSource = annotations?[AmqpNames.DeadLetterSource] as string,
            State = (ServiceBusMessageState)(annotations?[AmqpNames.MessageState] as int? ?? 0),
            ApplicationProperties = ApplicationProperties(message),
            LockTokenGuid = lockToken,
            DeliveryCount = deliveryCount,
        };
    }

    private static uint DeliveriesBefore(Message message) => message.Header?.DeliveryCount ?? 0;

    private static BinaryData Body(Message message) => message.Body switch
    {
        byte[] bytes => BinaryData.FromBytes(bytes),
        Data[] pieces => BinaryData.FromBytes(pieces.SelectMany(piece => piece.Binary).ToArray()),
        string text => BinaryData.FromString(text),
        _ => BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty),
    };

    private static TimeSpan TimeToLive(Message message)
    {
        if (message.Header is not { } header || !header.HasField(2))
        {
            return TimeSpan.MaxValue;
        }

        var isLonger = header.Ttl == uint.MaxValue;
        return isLonger && message.Properties is { AbsoluteExpiryTime: var end, CreationTime: var start } && start != default && start < end
            ? end - start
            : TimeSpan.FromMilliseconds(header.Ttl);
    }

    private static Dictionary<string, object> ApplicationProperties(Message message) =>
        message.ApplicationProperties?.Map.ToDictionary(pair => pair.Key.ToString()!, pair => PropertyValue.FromAmqp(pair.Value)!) ?? [];

    private static string? Text(object? id) => Convert.ToString(id, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private static DateTimeOffset Time(object? value) => value is DateTime time ? Utc(time) : default;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
