using Azure.Core.Amqp;
using Azure.Messaging.ServiceBus;
using CsCheck;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Sending;

/// <summary>What a message carries arrives as it was sent.</summary>
public sealed class MessageContentTests
{
    private const int Messages = 100;

    // Half a surrogate pair is no text, and does not survive UTF-8.
    private static readonly Gen<string> _text = Gen.Char['\0', '\ud7ff'].Array[1, 40].Select(letters => new string(letters));

    private static readonly Gen<DateTimeOffset> _moment =
        Gen.Long[1, 4_000_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    private static readonly Gen<object> _value = Gen.OneOf(
        Boxed(_text), Boxed(Gen.Bool), Boxed(Gen.Byte), Boxed(Gen.SByte), Boxed(Gen.Short), Boxed(Gen.UShort),
        Boxed(Gen.Int), Boxed(Gen.UInt), Boxed(Gen.Long), Boxed(Gen.ULong), Boxed(Gen.Double), Boxed(Gen.Float), Boxed(Gen.Decimal),
        Boxed(Gen.Guid), Boxed(Gen.TimeSpan), Boxed(Gen.Char['\0', '\ud7ff']), Boxed(_moment),
        Boxed(Gen.Int[1, 1000].Select(i => new Uri($"https://example.org/{i}?q=ä"))));

    private static readonly Gen<ServiceBusMessage> _message =
        from body in Gen.Byte.Array
        from texts in _text.Null().Array[6]
        from contentType in Gen.Const("text/plain").Null()
        from life in Gen.Long[60_000, uint.MaxValue].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))
        from properties in Gen.Dictionary(_text, _value)[0, 10]
        select NewMessage(body, [.. texts, contentType], life, properties);

    [Fact]
    public async Task Every_property_arrives_as_it_was_sent_after_an_abandon_and_a_restart_too()
    {
        await using var bus = await TestBus.StartAsync();
        var sent = new List<ServiceBusMessage>();
        _message.Array[Messages].Sample(sent.AddRange, iter: 1, threads: 1);
        await bus.SendAsync("orders", [.. sent]);
        await using var receiver = bus.Client.CreateReceiver("orders");
        var received = await ReceiveAsync(receiver, bus.Ct);
        ShouldBeAsSent(received, sent);
        foreach (var message in received)
        {
            await receiver.AbandonMessageAsync(message, new Dictionary<string, object> { ["attempt"] = 2 }, bus.Ct);
        }

        await bus.StopBrokerAsync();
        await bus.StartBrokerAsync();

        sent.ForEach(message => message.ApplicationProperties["attempt"] = 2);
        ShouldBeAsSent(await ReceiveAsync(receiver, bus.Ct), sent);
    }

    [Fact]
    public async Task A_body_is_bytes_a_value_or_a_sequence()
    {
        await using var bus = await TestBus.StartAsync();
        var pieces = AmqpMessageBody.FromData([new byte[] { 1, 2 }, new byte[] { 3 }]);
        var value = AmqpMessageBody.FromValue("text");
        var sequence = AmqpMessageBody.FromSequence([["a", 1], ["b", 2L]]);
        await bus.SendAsync("orders", [.. new[] { pieces, value, sequence }.Select(NewMessage)]);

        await using var receiver = bus.Client.CreateReceiver("orders");
        var bodies = (await receiver.ReceiveMessagesAsync(3, cancellationToken: bus.Ct))
            .Select(message => message.GetRawAmqpMessage().Body).ToList();

        bodies[0].TryGetData(out var data).ShouldBeTrue();
        data!.SelectMany(piece => piece.ToArray()).ShouldBe([1, 2, 3]);
        bodies[1].TryGetValue(out var text).ShouldBeTrue();
        text.ShouldBe("text");
        bodies[2].TryGetSequence(out var lists).ShouldBeTrue();
        lists!.Select(list => list.ToArray()).ShouldBe([["a", 1], ["b", 2L]]);
    }

    private static async Task<List<ServiceBusReceivedMessage>> ReceiveAsync(ServiceBusReceiver receiver, CancellationToken ct)
    {
        var received = new List<ServiceBusReceivedMessage>();
        while (received.Count < Messages)
        {
            received.AddRange(await receiver.ReceiveMessagesAsync(Messages - received.Count, cancellationToken: ct));
        }

        return received;
    }

    private static void ShouldBeAsSent(IReadOnlyList<ServiceBusReceivedMessage> received, IReadOnlyList<ServiceBusMessage> sent)
    {
        foreach (var (got, message) in received.OrderBy(message => message.SequenceNumber).Zip(sent))
        {
            got.Body.ToArray().ShouldBe(message.Body.ToArray());
            (got.SessionId, got.ReplyToSessionId, got.CorrelationId, got.Subject, got.To, got.ReplyTo, got.ContentType, got.TimeToLive)
                .ShouldBe((message.SessionId, message.ReplyToSessionId, message.CorrelationId, message.Subject, message.To,
                    message.ReplyTo, message.ContentType, message.TimeToLive));
            got.ApplicationProperties.ShouldBe(message.ApplicationProperties, ignoreOrder: true);
        }
    }

    private static ServiceBusMessage NewMessage(AmqpMessageBody body) => new(new AmqpAnnotatedMessage(body));

    private static Gen<object> Boxed<T>(Gen<T> gen) => gen.Select(value => (object)value!);

    private static ServiceBusMessage NewMessage(byte[] body, string?[] texts, TimeSpan life, Dictionary<string, object> properties)
    {
        var message = new ServiceBusMessage(body)
        {
            SessionId = texts[0],
            ReplyToSessionId = texts[1],
            Subject = texts[2],
            To = texts[3],
            ReplyTo = texts[4],
            CorrelationId = texts[5],
            ContentType = texts[6],
            TimeToLive = life,
        };
        foreach (var (name, value) in properties)
        {
            message.ApplicationProperties[name] = value;
        }

        return message;
    }
}
