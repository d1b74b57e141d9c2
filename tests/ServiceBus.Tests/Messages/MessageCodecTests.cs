using System.Runtime.Serialization;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Azure.Messaging.ServiceBus;
using CsCheck;
using Integration.Local.ServiceBus.Messages;

namespace Integration.Local.ServiceBus.Tests.Messages;

public sealed class MessageCodecTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(60);

    // Half a surrogate pair is no text, and does not survive UTF-8.
    private static readonly Gen<string> _text = Gen.Char['\0', '\ud7ff'].Array[0, 40].Select(letters => new string(letters));

    private static readonly Gen<DateTimeOffset> _moment =
        Gen.Long[1, 4_000_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    private static readonly Gen<object> _value = Gen.OneOf(
        Boxed(_text), Boxed(Gen.Bool), Boxed(Gen.Byte), Boxed(Gen.SByte), Boxed(Gen.Short), Boxed(Gen.UShort),
        Boxed(Gen.Int), Boxed(Gen.UInt),
        Boxed(Gen.Long), Boxed(Gen.ULong), Boxed(Gen.Double), Boxed(Gen.Float), Boxed(Gen.Decimal), Boxed(Gen.Guid), Boxed(Gen.TimeSpan),
        Boxed(Gen.Char['\0', '\ud7ff']), Boxed(_moment), Boxed(_moment.Select(moment => moment.UtcDateTime)),
        Boxed(Gen.Int[1, 1000].Select(i => new Uri($"https://example.org/{i}?q=ä"))));

    private static readonly Gen<ServiceBusMessage> _message =
        from body in Gen.Byte.Array
        from texts in _text.Null().Array[8]
        from life in Gen.Long[1, 1L << 45].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)).Nullable()
        from due in _moment.Nullable()
        from properties in Gen.Dictionary(_text, _value)[0, 10]
        select NewMessage(body, texts, life, due, properties);

    [Fact]
    public void What_was_encoded_is_decoded_to_the_same() => _message.Sample(message =>
    {
        var bytes = MessageEncoder.ToBytes(MessageEncoder.Encode(message, _now));
        var decoded = MessageDecoder.Delivered(MessageDecoder.FromBytes(bytes), Guid.Empty);

        decoded.Body.ToArray().ShouldBe(message.Body.ToArray());
        decoded.MessageId.ShouldBe(message.MessageId);
        (decoded.SessionId, decoded.ReplyToSessionId, decoded.PartitionKey, decoded.TransactionPartitionKey)
            .ShouldBe((message.SessionId, message.ReplyToSessionId, message.PartitionKey, message.TransactionPartitionKey));
        (decoded.CorrelationId, decoded.Subject, decoded.To, decoded.ReplyTo, decoded.ContentType)
            .ShouldBe((message.CorrelationId, message.Subject, message.To, message.ReplyTo, message.ContentType));
        (decoded.TimeToLive, decoded.ScheduledEnqueueTime).ShouldBe((message.TimeToLive, message.ScheduledEnqueueTime));
        decoded.ApplicationProperties.ShouldBe(message.ApplicationProperties, ignoreOrder: true);
    });

    [Fact]
    public void A_copy_of_a_received_message_is_the_message_that_was_sent() => _message.Sample(message =>
    {
        var bytes = MessageEncoder.ToBytes(MessageEncoder.Encode(message, _now));

        var copy = new ServiceBusMessage(MessageDecoder.Delivered(MessageDecoder.FromBytes(bytes), Guid.NewGuid()));

        MessageEncoder.ToBytes(MessageEncoder.Encode(copy, _now)).Length.ShouldBe(bytes.Length);
    });

    [Fact]
    public void Decimals_of_every_scale_survive() => Gen.Decimal.Sample(number =>
    {
        DecimalBytes.TryRead(DecimalBytes.Write(number), out var read).ShouldBeTrue();
        decimal.GetBits(read).ShouldBe(decimal.GetBits(number));
    });

    [Fact]
    public void A_decimal_of_one_is_written_as_the_standard_says() =>
        Convert.ToHexString(DecimalBytes.Write(1m)).ShouldBe("30400000000000000000000000000001");

    [Fact]
    public void What_the_broker_says_of_a_message_is_read()
    {
        var lockToken = Guid.NewGuid();
        var message = new Message
        {
            Header = new Header { DeliveryCount = 4 },
            MessageAnnotations = new MessageAnnotations
            {
                [new Symbol("x-opt-sequence-number")] = 17L,
                [new Symbol("x-opt-enqueue-sequence-number")] = 5L,
                [new Symbol("x-opt-enqueued-time")] = _now.UtcDateTime,
                [new Symbol("x-opt-locked-until")] = _now.AddMinutes(1).UtcDateTime,
                [new Symbol("x-opt-message-state")] = 1,
                [new Symbol("x-opt-deadletter-source")] = "orders",
            },
            BodySection = new Data { Binary = [1] },
        };

        var received = MessageDecoder.Delivered(message, lockToken);

        (received.SequenceNumber, received.EnqueuedSequenceNumber, received.DeliveryCount, received.LockToken)
            .ShouldBe((17L, 5L, 5, lockToken.ToString()));
        (received.EnqueuedTime, received.LockedUntil, received.State, received.DeadLetterSource)
            .ShouldBe((_now, _now.AddMinutes(1), ServiceBusMessageState.Deferred, "orders"));
        MessageDecoder.Peeked(message).DeliveryCount.ShouldBe(4);
    }

    [Fact]
    public void A_body_in_pieces_or_as_text_is_read_as_one()
    {
        var pieces = new DataList();
        pieces.Add(new Data { Binary = [1, 2] });
        pieces.Add(new Data { Binary = [3] });

        MessageDecoder.Peeked(new Message { BodySection = pieces }).Body.ToArray().ShouldBe([1, 2, 3]);
        MessageDecoder.Peeked(new Message { BodySection = new AmqpValue { Value = "text" } }).Body.ToString().ShouldBe("text");
        MessageDecoder.Peeked(new Message()).Body.ToArray().ShouldBeEmpty();
    }

    [Fact]
    public void A_value_of_a_strange_type_is_told_with_its_name()
    {
        var message = new ServiceBusMessage { ApplicationProperties = { ["color"] = ConsoleColor.Red } };

        Should.Throw<SerializationException>(() => MessageEncoder.Encode(message, _now)).Message.ShouldContain("'color'");
    }

    private static Gen<object> Boxed<T>(Gen<T> gen) => gen.Select(value => (object)value!);

    private static ServiceBusMessage NewMessage(
        byte[] body, string?[] texts, TimeSpan? life, DateTimeOffset? due, Dictionary<string, object> properties)
    {
        var message = new ServiceBusMessage(body)
        {
            SessionId = texts[0],
            ReplyToSessionId = texts[1],
            TransactionPartitionKey = texts[2],
            Subject = texts[3],
            To = texts[4],
            ReplyTo = texts[5],
            CorrelationId = NotEmpty(texts[6]),
            ContentType = texts[7] is null ? null : "text/plain",
            ScheduledEnqueueTime = due ?? default,
            TimeToLive = life ?? TimeSpan.MaxValue,
        };
        if (NotEmpty(texts[7]) is { } id)
        {
            message.MessageId = id;
        }

        foreach (var (name, value) in properties)
        {
            message.ApplicationProperties[name] = value;
        }

        return message;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
