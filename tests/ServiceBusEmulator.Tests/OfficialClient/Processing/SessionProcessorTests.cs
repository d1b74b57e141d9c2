using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Processing;

public sealed class SessionProcessorTests
{
    private static readonly ServiceBusSessionProcessorOptions _brisk = new() { SessionIdleTimeout = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task Sessions_run_side_by_side_and_each_in_order()
    {
        await using var bus = await TestBus.StartAsync();
        var messages = Enumerable.Range(0, 60).Select(i => new ServiceBusMessage($"{i}") { SessionId = $"{i % 6}" });
        await bus.SendAsync("sessions", [.. messages]);
        await using var processor = bus.Client.CreateSessionProcessor(
            "sessions",
            new ServiceBusSessionProcessorOptions { MaxConcurrentSessions = 3, SessionIdleTimeout = TimeSpan.FromMilliseconds(50) });
        var gauge = new Gauge(target: 3, bus.Ct);
        var handled = Handled.By(processor, _ => gauge.PassAsync());

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 60, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        gauge.Most.ShouldBe(3);
        handled.Errors.ShouldBeEmpty();
        foreach (var session in handled.Messages.GroupBy(message => message.SessionId))
        {
            session.Select(message => message.SequenceNumber).ShouldBeInOrder();
            session.ShouldAllBe(message => message.DeliveryCount == 1);
        }

        await using var receiver = bus.Client.CreateReceiver("sessions");
        (await receiver.PeekMessagesAsync(100, cancellationToken: bus.Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_messages_of_one_session_run_side_by_side_where_that_is_asked_for()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", [.. Enumerable.Range(0, 9).Select(i => new ServiceBusMessage($"{i}") { SessionId = "a" })]);
        await using var processor = bus.Client.CreateSessionProcessor(
            "sessions", new ServiceBusSessionProcessorOptions { MaxConcurrentCallsPerSession = 3 });
        var gauge = new Gauge(target: 3, bus.Ct);
        var handled = Handled.By(processor, _ => gauge.PassAsync());

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 9, bus.Ct);
        gauge.Most.ShouldBe(3);
    }

    [Fact]
    public async Task A_session_is_told_of_at_its_begin_and_at_its_end()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", new ServiceBusMessage { SessionId = "a" });
        await using var processor = bus.Client.CreateSessionProcessor("sessions", _brisk);
        var story = new ConcurrentQueue<string>();
        processor.SessionInitializingAsync += async args =>
        {
            await args.SetSessionStateAsync(BinaryData.FromString("kept"), bus.Ct);
            story.Enqueue($"begin {args.SessionId}");
        };
        processor.SessionClosingAsync += async args => story.Enqueue($"end {await args.GetSessionStateAsync(bus.Ct)}");
        Handled.By(processor, async args => story.Enqueue($"message {await args.GetSessionStateAsync(bus.Ct)}"));

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => story.Count == 3, bus.Ct);
        story.ShouldBe(["begin a", "message kept", "end kept"]);
    }

    [Fact]
    public async Task An_idle_session_makes_room_for_another()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateSessionProcessor(
            "sessions",
            new ServiceBusSessionProcessorOptions { MaxConcurrentSessions = 1, SessionIdleTimeout = TimeSpan.FromMilliseconds(50) });
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(bus.Ct);

        await bus.SendAsync("sessions", new ServiceBusMessage { SessionId = "a" }, new ServiceBusMessage { SessionId = "b" });

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 2, bus.Ct);
    }

    [Fact]
    public async Task A_released_session_makes_room_for_another_at_once()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", new ServiceBusMessage { SessionId = "a" }, new ServiceBusMessage { SessionId = "b" });
        await using var processor = bus.Client.CreateSessionProcessor(
            "sessions", new ServiceBusSessionProcessorOptions { MaxConcurrentSessions = 1, SessionIdleTimeout = TimeSpan.FromHours(1) });
        var handled = Handled.By(processor, args =>
        {
            args.ReleaseSession();
            return Task.CompletedTask;
        });

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 2, bus.Ct);
    }

    [Fact]
    public async Task Only_the_given_sessions_are_processed()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", [.. "abcd".Select(id => new ServiceBusMessage { SessionId = $"{id}" })]);
        await using var processor = bus.Client.CreateSessionProcessor(
            "sessions",
            new ServiceBusSessionProcessorOptions { SessionIds = { "b", "d" }, SessionIdleTimeout = TimeSpan.FromMilliseconds(50) });
        var handled = Handled.By(processor, _ => Task.CompletedTask);

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 2, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        handled.Messages.Select(message => message.SessionId).ShouldBe(["b", "d"], ignoreOrder: true);
        await using var receiver = bus.Client.CreateReceiver("sessions");
        (await receiver.PeekMessagesAsync(10, cancellationToken: bus.Ct)).Select(message => message.SessionId).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task A_handler_that_throws_gives_its_message_back_first_in_line()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", new ServiceBusMessage("1") { SessionId = "a" }, new ServiceBusMessage("2") { SessionId = "a" });
        await using var processor = bus.Client.CreateSessionProcessor("sessions");
        var handled = Handled.By(processor, args => args.Message.DeliveryCount == 1 && args.Message.Body.ToString() == "1"
            ? throw new FormatException()
            : Task.CompletedTask);

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 3, bus.Ct);
        handled.Messages.Select(message => message.Body.ToString()).ShouldBe(["1", "1", "2"]);
        handled.Errors.ShouldHaveSingleItem().ErrorSource.ShouldBe(ServiceBusErrorSource.ProcessMessageCallback);
    }

    [Fact]
    public async Task The_lock_of_a_session_is_kept_for_longer_than_it_lasts()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await bus.SendAsync("brief-sessions", new ServiceBusMessage { SessionId = "a" });
        await using var processor = bus.Client.CreateSessionProcessor("brief-sessions");
        var (started, goOn) = (new TaskCompletionSource<ProcessSessionMessageEventArgs>(), new TaskCompletionSource());
        var handled = Handled.By(processor, args =>
        {
            started.TrySetResult(args);
            return goOn.Task;
        });
        await processor.StartProcessingAsync(bus.Ct);
        var session = await started.Task.WaitAsync(bus.Ct);
        var lockedUntil = session.SessionLockedUntil;

        // 8 seconds of a lock of 5: renewed once, half-way.
        time.Advance(TimeSpan.FromSeconds(4));
        await Eventually.IsTrueAsync(() => session.SessionLockedUntil > lockedUntil, bus.Ct);
        time.Advance(TimeSpan.FromSeconds(4));
        goOn.SetResult();
        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        handled.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_is_told_when_the_session_is_lost()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await bus.SendAsync("brief-sessions", new ServiceBusMessage("a") { SessionId = "a" });
        await using var processor = bus.Client.CreateSessionProcessor(
            "brief-sessions", new ServiceBusSessionProcessorOptions { MaxAutoLockRenewalDuration = TimeSpan.Zero });
        var (started, lost) = (new TaskCompletionSource(), new TaskCompletionSource<SessionLockLostEventArgs>());
        Handled.By(processor, async args =>
        {
            args.SessionLockLostAsync += lockLost =>
            {
                lost.TrySetResult(lockLost);
                return Task.CompletedTask;
            };
            started.TrySetResult();
            await lost.Task.WaitAsync(bus.Ct);
        });
        await processor.StartProcessingAsync(bus.Ct);
        await started.Task.WaitAsync(bus.Ct);

        time.Advance(TimeSpan.FromSeconds(6));

        (await lost.Task.WaitAsync(bus.Ct)).Message.Body.ToString().ShouldBe("a");
    }

    [Fact]
    public async Task Sessions_are_processed_on_after_a_restart_of_the_broker()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateSessionProcessor("sessions", _brisk);
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(bus.Ct);
        await bus.SendAsync("sessions", new ServiceBusMessage("before") { SessionId = "a" });
        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1, bus.Ct);

        await bus.StopBrokerAsync();
        await bus.StartBrokerAsync();
        await bus.SendAsync("sessions", new ServiceBusMessage("after") { SessionId = "a" });

        await Eventually.IsTrueAsync(() => handled.Messages.Any(message => message.Body.ToString() == "after"), bus.Ct);
    }
}
