using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>What is known about a message beside its body, under the official names.</summary>
internal static class MessageBindingData
{
    public static IReadOnlyDictionary<string, object?> Of(
        ServiceBusReceivedMessage message) => new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = message.MessageId,
        ["CorrelationId"] = message.CorrelationId,
        ["SessionId"] = message.SessionId,
        ["Subject"] = message.Subject,
        ["ContentType"] = message.ContentType,
        ["To"] = message.To,
        ["ReplyTo"] = message.ReplyTo,
        ["ReplyToSessionId"] = message.ReplyToSessionId,
        ["PartitionKey"] = message.PartitionKey,
        ["DeliveryCount"] = message.DeliveryCount,
        ["DeadLetterSource"] = message.DeadLetterSource,
        ["SequenceNumber"] = message.SequenceNumber,
        ["EnqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
        ["ExpiresAtUtc"] = message.ExpiresAt.UtcDateTime,
        ["LockToken"] = message.LockToken,
        ["ApplicationProperties"] = message.ApplicationProperties,
    };
}
