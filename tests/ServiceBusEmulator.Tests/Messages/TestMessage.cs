using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Tests.Messages;

/// <summary>Messages as a client would encode them.</summary>
internal static class TestMessage
{
    public static MessageContent Content(
        string body = "body",
        string? messageId = null,
        string? sessionId = null,
        TimeSpan? timeToLive = null,
        DateTime? scheduledFor = null,
        IReadOnlyDictionary<string, object>? properties = null) =>
        MessageContent.Read(Encode(body, messageId, sessionId, timeToLive, scheduledFor, properties), () => "given");

    public static byte[] Encode(
        string body = "body",
        string? messageId = null,
        string? sessionId = null,
        TimeSpan? timeToLive = null,
        DateTime? scheduledFor = null,
        IReadOnlyDictionary<string, object>? properties = null)
    {
        var message = new Message { BodySection = new Data { Binary = System.Text.Encoding.UTF8.GetBytes(body) } };
        if (messageId is not null || sessionId is not null)
        {
            message.Properties = new Properties { MessageId = messageId, GroupId = sessionId };
        }

        if (timeToLive is { } life)
        {
            message.Header = new Header { Ttl = (uint)life.TotalMilliseconds };
        }

        if (scheduledFor is { } due)
        {
            message.MessageAnnotations = new MessageAnnotations { [new Symbol("x-opt-scheduled-enqueue-time")] = due };
        }

        foreach (var (name, value) in properties ?? new Dictionary<string, object>())
        {
            message.ApplicationProperties ??= new ApplicationProperties();
            message.ApplicationProperties[name] = value;
        }

        var buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    public static string Body(MessageContent content) => Body(content.Bytes);

    public static string Body(byte[] encoded) =>
        System.Text.Encoding.UTF8.GetString(((Data)Message.Decode(Buffer(encoded)).BodySection).Binary);

    public static Message Decode(byte[] encoded) => Message.Decode(Buffer(encoded));

    private static ByteBuffer Buffer(byte[] bytes) => new(bytes, 0, bytes.Length, bytes.Length);
}
