using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Google.Protobuf;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.ServiceBus.Messages;

/// <summary>
/// Makes the parameter's value of messages: whole messages where the worker reads them itself, else their bodies as bytes or as text.
/// </summary>
internal static class MessageParameter
{
    private const string Version = "1.0";
    private const string Source = "AzureServiceBusReceivedMessage";
    private const string ContentType = "application/octet-stream";
    private const int LockTokenSize = 16;

    public static TypedData Of(FunctionBinding trigger, ServiceBusReceivedMessage message) => FormOf(trigger) switch
    {
        Form.Message => new TypedData { ModelBindingData = Whole(message) },
        Form.Bytes => new TypedData { Bytes = BodyOf(message) },
        _ => new TypedData { String = TextOf(message) },
    };

    public static TypedData OfBatch(FunctionBinding trigger, IReadOnlyList<ServiceBusReceivedMessage> messages) =>
        FormOf(trigger) switch
        {
            Form.Message => new TypedData
            {
                CollectionModelBindingData = new CollectionModelBindingData { ModelBindingData = { messages.Select(Whole) } },
            },
            Form.Bytes => new TypedData { CollectionBytes = new CollectionBytes { Bytes = { messages.Select(BodyOf) } } },
            Form.Text => new TypedData { CollectionString = new CollectionString { String = { messages.Select(TextOf) } } },
            _ => new TypedData { Json = new JsonArray([.. messages.Select(JsonOf)]).ToJsonString() },
        };

    private static Form FormOf(FunctionBinding trigger) => trigger.Text("dataType")?.ToUpperInvariant() switch
    {
        _ when IsReadByWorker(trigger) => Form.Message,
        "BINARY" => Form.Bytes,
        "STRING" => Form.Text,
        _ => Form.Any,
    };

    private static bool IsReadByWorker(FunctionBinding trigger) =>
        trigger.Json.TryGetProperty("properties", out var properties)
        && properties.ValueKind == JsonValueKind.Object
        && (trigger with { Json = properties }).Flag("supportsDeferredBinding") is true;

    private static ModelBindingData Whole(ServiceBusReceivedMessage message)
    {
        var amqp = message.GetRawAmqpMessage().ToBytes().ToMemory();
        var content = new byte[LockTokenSize + amqp.Length];
        Guid.Parse(message.LockToken).TryWriteBytes(content);
        amqp.CopyTo(content.AsMemory(LockTokenSize));
        return new ModelBindingData
        {
            Version = Version,
            Source = Source,
            ContentType = ContentType,
            Content = UnsafeByteOperations.UnsafeWrap(content),
        };
    }

    private static string TextOf(ServiceBusReceivedMessage message) => BodyOf(message).ToStringUtf8();

    // Other senders may put a text or bytes into an AMQP value instead of data.
    private static ByteString BodyOf(ServiceBusReceivedMessage message)
    {
        var body = message.GetRawAmqpMessage().Body;
        return body.TryGetValue(out var value)
            ? value switch
            {
                string text => ByteString.CopyFromUtf8(text),
                byte[] bytes => ByteString.CopyFrom(bytes),
                _ => ByteString.CopyFromUtf8(JsonSerializer.Serialize(value)),
            }
            : UnsafeByteOperations.UnsafeWrap(message.Body.ToMemory());
    }

    // The worker reads an array of its own types from JSON; a body that is none is the text of one.
    private static JsonNode? JsonOf(ServiceBusReceivedMessage message)
    {
        var text = TextOf(message);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private enum Form
    {
        /// <summary>Whatever the worker makes of a text.</summary>
        Any,
        Text,
        Bytes,
        Message,
    }
}
