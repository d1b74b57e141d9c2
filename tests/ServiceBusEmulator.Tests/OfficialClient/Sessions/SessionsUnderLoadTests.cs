using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Processing;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Sessions;

/// <summary>Nothing of a session is lost, out of order or counted wrongly, whatever its receivers do.</summary>
public sealed class SessionsUnderLoadTests
{
    private const int Sessions = 64;
    private const int MessagesEach = 10;

    [Fact]
    public async Task Sixty_four_sessions_settled_by_hand_keep_their_locks_while_others_send_and_receive()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("brief-sessions", [.. Interleaved()]);
        await using var load = Load.On(bus, "orders");
        await using var processor = bus.Client.CreateSessionProcessor("brief-sessions", new ServiceBusSessionProcessorOptions
        {
            MaxConcurrentSessions = Sessions,
            PrefetchCount = 5,
            AutoCompleteMessages = false,
            SessionIdleTimeout = TimeSpan.FromSeconds(20),
        });
        var firstLock = new ConcurrentDictionary<string, DateTimeOffset>();
        var handled = Handled.By(processor, async args =>
        {
            // The first message of each session takes longer than two locks last.
            var until = firstLock.GetOrAdd(args.SessionId, args.SessionLockedUntil).AddSeconds(5);
            await Eventually.IsTrueAsync(() => args.SessionLockedUntil > until, bus.Ct);
            await args.CompleteMessageAsync(args.Message, bus.Ct);
        });

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count >= Sessions * MessagesEach || !handled.Errors.IsEmpty, bus.Ct);
        handled.Errors.Select(error => error.Exception.Message).ShouldBeEmpty();
        await processor.StopProcessingAsync(bus.Ct);
        ShouldBeEachOnceInOrder(handled);
        await bus.ShouldBeEmptyAsync("brief-sessions");
    }

    [Fact]
    public async Task A_handler_that_fails_late_gets_its_message_again_and_then_the_next_of_its_session()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", [.. Interleaved()]);
        await using var processor = bus.Client.CreateSessionProcessor("sessions", new ServiceBusSessionProcessorOptions
        {
            MaxConcurrentSessions = Sessions,
            SessionIdleTimeout = TimeSpan.FromSeconds(20),
        });
        var gauge = new Gauge(Sessions, bus.Ct);
        var handled = Handled.By(processor, async args =>
        {
            if (args.Message is { DeliveryCount: 1 } && args.Message.Body.ToString() == "0")
            {
                await gauge.PassAsync();
                throw new TimeoutException();
            }
        });

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count >= Sessions * (MessagesEach + 1), bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        foreach (var session in handled.Messages.GroupBy(message => message.SessionId))
        {
            session.Select(message => message.Body.ToString()).ShouldBe(["0", .. Enumerable.Range(0, MessagesEach).Select(i => $"{i}")]);
            session.Select(message => message.DeliveryCount).ShouldBe([1, 2, .. Enumerable.Repeat(1, MessagesEach - 1)]);
        }

        await bus.ShouldBeEmptyAsync("sessions");
    }

    [Fact]
    public async Task A_session_that_is_lost_amid_its_messages_gives_the_next_receiver_all_of_them_in_order()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await bus.SendAsync("brief-sessions", [.. Enumerable.Range(0, 5).Select(i => NewMessage("a", i))]);
        var options = new ServiceBusSessionReceiverOptions { PrefetchCount = 5 };
        await using var slow = await bus.Client.AcceptSessionAsync("brief-sessions", "a", options, bus.Ct);
        (await slow.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        await using var waiting = bus.NewClient();
        var next = waiting.AcceptNextSessionAsync("brief-sessions", cancellationToken: bus.Ct);

        time.Advance(TimeSpan.FromSeconds(5));

        await using var session = await next;
        await Eventually.IsTrueAsync(() => slow.IsClosed, bus.Ct);
        var messages = await session.ReceiveMessagesAsync(5, cancellationToken: bus.Ct);
        messages.Select(message => message.Body.ToString()).ShouldBe(["0", "1", "2", "3", "4"]);
        messages[0].DeliveryCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_receiver_that_waits_is_given_the_session_that_another_closes()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", NewMessage("a", 0), NewMessage("a", 1));
        var first = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);
        var message = (await first.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        var waiting = bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);

        await first.AbandonMessageAsync(message, cancellationToken: bus.Ct);
        await first.CloseAsync(bus.Ct);

        await using var second = await waiting;
        second.SessionId.ShouldBe("a");
        var messages = await second.ReceiveMessagesAsync(2, cancellationToken: bus.Ct);
        messages.Select(again => (again.Body.ToString(), again.DeliveryCount)).ShouldBe([("0", 2), ("1", 1)]);
    }

    [Fact]
    public async Task A_processor_that_waits_for_sixty_four_sessions_stops_at_once_and_keeps_none()
    {
        await using var bus = await TestBus.StartAsync();
        var processor = bus.Client.CreateSessionProcessor("sessions", new ServiceBusSessionProcessorOptions
        {
            MaxConcurrentSessions = Sessions,
        });
        Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(bus.Ct);
        await bus.SendAsync("sessions", NewMessage("a", 0));
        await Eventually.IsTrueAsync(() => bus.Connections > 0, bus.Ct);

        await processor.StopProcessingAsync(bus.Ct).WaitAsync(TimeSpan.FromSeconds(10), bus.Ct);
        await processor.CloseAsync(bus.Ct);

        await bus.SendAsync("sessions", NewMessage("b", 0));
        await using var other = await bus.NewClient().AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);
        (await other.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
    }

    private static IEnumerable<ServiceBusMessage> Interleaved() =>
        from i in Enumerable.Range(0, MessagesEach)
        from session in Enumerable.Range(0, Sessions)
        select NewMessage($"{session}", i);

    private static ServiceBusMessage NewMessage(string sessionId, int number) => new($"{number}") { SessionId = sessionId };

    private static void ShouldBeEachOnceInOrder(Handled handled)
    {
        var sessions = handled.Messages.GroupBy(message => message.SessionId).ToList();
        sessions.Count.ShouldBe(Sessions);
        foreach (var session in sessions)
        {
            session.Select(message => (message.Body.ToString(), message.DeliveryCount))
                .ShouldBe(Enumerable.Range(0, MessagesEach).Select(i => ($"{i}", 1)));
        }
    }
}
