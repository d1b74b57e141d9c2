using System.Net;
using System.Net.Sockets;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient;

/// <summary>What whoever runs the broker reads in its log.</summary>
public sealed class LogTests : IDisposable
{
    private readonly RecordingLog _log = new();

    [Fact]
    public async Task Start_and_stop_are_told_with_what_the_store_holds()
    {
        await using var bus = await TestBus.StartAsync(loggers: _log);
        await bus.SendAsync("orders", new ServiceBusMessage(), new ServiceBusMessage());

        await bus.StopBrokerAsync();
        await bus.StartBrokerAsync();

        _log.Has("has 0 messages for 13 entities").ShouldBeTrue();
        _log.Has("has stopped").ShouldBeTrue();
        _log.Has("has 2 messages for 13 entities").ShouldBeTrue();
    }

    [Fact]
    public async Task A_forged_token_and_an_unknown_entity_are_told_with_the_reason()
    {
        await using var bus = await TestBus.StartAsync(loggers: _log);
        await using var forged = new ServiceBusClient(bus.ConnectionString.Replace("SAS_KEY_VALUE", "wrong", StringComparison.Ordinal));

        await Should.ThrowAsync<UnauthorizedAccessException>(
            () => forged.CreateSender("orders").SendMessageAsync(new ServiceBusMessage(), bus.Ct));
        await Should.ThrowAsync<ServiceBusException>(
            () => bus.Client.CreateSender("nowhere").SendMessageAsync(new ServiceBusMessage(), bus.Ct));

        _log.Has("orders was refused: the signature of the token is wrong").ShouldBeTrue();
        _log.Has("'nowhere' could not be found").ShouldBeTrue();
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001", "UseDevelopmentEmulator=true")]
    [InlineData("GET / HTTP/1.1\r\n", "does not speak AMQP 1.0")]
    public async Task A_connection_that_speaks_something_else_is_told_with_the_remedy(string said, string told)
    {
        await using var bus = await TestBus.StartAsync(loggers: _log);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, bus.BrokerPort, bus.Ct);

        await socket.SendAsync(said.Select(letter => (byte)letter).ToArray(), bus.Ct);

        await Eventually.IsTrueAsync(() => _log.Has(told), bus.Ct);
    }

    [Fact]
    public async Task Dead_letters_and_lost_locks_are_told_by_sequence_number()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time, _log);
        await bus.SendAsync("brief", new ServiceBusMessage("slow"));
        await using var receiver = bus.Client.CreateReceiver("brief");
        for (var delivery = 0; delivery < 5; delivery++)
        {
            (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
            time.Advance(TimeSpan.FromSeconds(5));
        }

        await bus.SendAsync("orders", new ServiceBusMessage("bad"));
        await using var reader = bus.Client.CreateReceiver("orders");
        await reader.DeadLetterMessageAsync((await reader.ReceiveMessageAsync(cancellationToken: bus.Ct))!, "why", "how", bus.Ct);

        _log.Has("Information: The lock of message 1 of brief expired; it was delivered 1 times").ShouldBeTrue();
        _log.Has("Warning: Message 1 of brief was dead-lettered by the broker: MaxDeliveryCountExceeded").ShouldBeTrue();
        _log.Has("Information: Message 1 of orders was dead-lettered by its receiver").ShouldBeTrue();
    }

    [Fact]
    public async Task Lost_sessions_and_broken_connections_are_told()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time, _log);
        await bus.SendAsync("brief-sessions", NewMessage("1"), NewMessage("2"));
        await using var slow = await bus.Client.AcceptSessionAsync("brief-sessions", "1", cancellationToken: bus.Ct);
        await slow.ReceiveMessageAsync(cancellationToken: bus.Ct);
        time.Advance(TimeSpan.FromSeconds(5));
        await using var broken = await bus.Client.AcceptSessionAsync("brief-sessions", "2", cancellationToken: bus.Ct);
        await broken.ReceiveMessageAsync(cancellationToken: bus.Ct);

        bus.Cut();

        await Eventually.IsTrueAsync(() => _log.Has("The receiver of a session of brief-sessions vanished; it had 1"), bus.Ct);
        _log.Has("Warning: A session lock of brief-sessions expired; its receiver had 1 messages unsettled").ShouldBeTrue();
        await Eventually.IsTrueAsync(() => _log.Has("A connection broke"), bus.Ct);
    }

    [Fact]
    public async Task What_a_message_carries_and_the_ids_of_messages_and_sessions_stay_out_of_the_log()
    {
        const string Secret = "SIN-046-454-286";
        await using var bus = await TestBus.StartAsync(loggers: _log);
        var message = new ServiceBusMessage(Secret)
        {
            SessionId = Secret, MessageId = Secret, Subject = Secret, ApplicationProperties = { [Secret] = Secret },
        };
        await bus.SendAsync("sessions", message);
        await using var session = await bus.Client.AcceptSessionAsync("sessions", Secret, cancellationToken: bus.Ct);
        var received = (await session.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        await Should.ThrowAsync<ServiceBusException>(() => bus.Client.AcceptSessionAsync("sessions", Secret, cancellationToken: bus.Ct));
        await session.DeadLetterMessageAsync(received, Secret, Secret, bus.Ct);
        await Should.ThrowAsync<ServiceBusException>(() => session.CompleteMessageAsync(received, bus.Ct));

        _log.Has("A receiver of sessions was refused: SessionHeld").ShouldBeTrue();
        _log.Has("dead-lettered by its receiver").ShouldBeTrue();
        _log.Lines.ShouldAllBe(line => !line.Contains(Secret));
    }

    public void Dispose() => _log.Dispose();

    private static ServiceBusMessage NewMessage(string sessionId) => new() { SessionId = sessionId };
}
