using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.ServiceBus.Settling;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.ServiceBus.Messages;

/// <summary>
/// What is known about messages beside their bodies, under the official names; of a batch, a list of each, whose places are those of
/// the messages.
/// </summary>
internal static class MessageMetadata
{
    private static readonly JsonSerializerOptions _json =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly (string Name, Func<ServiceBusReceivedMessage, object?> Of)[] _values =
    [
        ("MessageId", message => message.MessageId),
        ("CorrelationId", message => message.CorrelationId),
        ("SessionId", message => message.SessionId),
        ("Subject", message => message.Subject),
        ("Label", message => message.Subject),
        ("ContentType", message => message.ContentType),
        ("To", message => message.To),
        ("ReplyTo", message => message.ReplyTo),
        ("ReplyToSessionId", message => message.ReplyToSessionId),
        ("PartitionKey", message => message.PartitionKey),
        ("TransactionPartitionKey", message => message.TransactionPartitionKey),
        ("DeadLetterSource", message => message.DeadLetterSource),
        ("LockToken", message => message.LockToken),
        ("DeliveryCount", message => message.DeliveryCount),
        ("SequenceNumber", message => message.SequenceNumber),
        ("EnqueuedTimeUtc", message => message.EnqueuedTime.UtcDateTime),
        ("EnqueuedTime", message => message.EnqueuedTime),
        ("ExpiresAtUtc", message => message.ExpiresAt.UtcDateTime),
        ("ExpiresAt", message => message.ExpiresAt),
        ("ApplicationProperties", message => message.ApplicationProperties),
        ("UserProperties", message => message.ApplicationProperties),
    ];

    public static Dictionary<string, TypedData> Of(ServiceBusReceivedMessage message, ISessionLock? session)
    {
        var metadata = _values.ToDictionary(value => value.Name, value => DataOf(value.Of(message)));
        AddSession(metadata, session);
        return metadata;
    }

    public static Dictionary<string, TypedData> OfBatch(IReadOnlyList<ServiceBusReceivedMessage> messages, ISessionLock? session)
    {
        var metadata = _values.ToDictionary(value => value.Name + "Array", value => ListOf([.. messages.Select(value.Of)]));
        AddSession(metadata, session);
        return metadata;
    }

    // The worker's session actions are made of these two, of a batch as well.
    private static void AddSession(Dictionary<string, TypedData> metadata, ISessionLock? session)
    {
        if (session is not null)
        {
            metadata["SessionId"] = new TypedData { String = session.SessionId };
            metadata["SessionActions"] = JsonOf(new { SessionLockedUntil = session.LockedUntil });
        }
    }

    // Numbers too: the worker reads none of the contract's own.
    private static TypedData DataOf(object? value) => value switch
    {
        null => new TypedData(),
        string text => new TypedData { String = text },
        _ => JsonOf(value),
    };

    // A list of texts has no place for null; an empty text keeps the others in theirs.
    private static TypedData ListOf(object?[] values) => values switch
    {
        _ when Array.TrueForAll(values, value => value is null or string) =>
            new TypedData { CollectionString = new CollectionString { String = { values.Select(value => value as string ?? "") } } },
        _ when Array.TrueForAll(values, value => value is long) =>
            new TypedData { CollectionSint64 = new CollectionSInt64 { Sint64 = { values.Cast<long>() } } },
        _ => JsonOf(values),
    };

    private static TypedData JsonOf(object value) => new() { Json = JsonSerializer.Serialize(value, _json) };
}
