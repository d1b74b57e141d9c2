using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Sessions;

public sealed class SessionTests
{
    [Fact]
    public async Task The_messages_of_a_session_come_in_order_and_alone()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", [.. Enumerable.Range(0, 20).Select(i => NewMessage(i % 2 == 0 ? "even" : "odd", $"{i}"))]);

        await using var session = await bus.Client.AcceptSessionAsync("sessions", "odd", cancellationToken: bus.Ct);

        session.SessionId.ShouldBe("odd");
        var bodies = new List<string>();
        while (bodies.Count < 10)
        {
            bodies.AddRange((await session.ReceiveMessagesAsync(3, cancellationToken: bus.Ct)).Select(message => message.Body.ToString()));
        }

        bodies.ShouldBe(Enumerable.Range(0, 10).Select(i => $"{(2 * i) + 1}"));
        (await session.ReceiveMessageAsync(TimeSpan.FromMilliseconds(20), bus.Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task The_next_session_is_one_that_nobody_holds()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", NewMessage("a"), NewMessage("b"));

        await using var first = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);
        await using var second = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);

        new[] { first.SessionId, second.SessionId }.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task No_session_in_time_is_a_ServiceTimeout()
    {
        await using var bus = await TestBus.StartAsync();
        var client = bus.NewClient(options =>
        {
            options.RetryOptions.MaxRetries = 0;
            options.RetryOptions.TryTimeout = TimeSpan.FromSeconds(0.5);
        });

        var exception = await Should.ThrowAsync<ServiceBusException>(
            () => client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.ServiceTimeout);
    }

    [Fact]
    public async Task Waiting_for_a_session_is_cancelled_and_takes_none()
    {
        await using var bus = await TestBus.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var accepting = bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: cancellation.Token);
        await Eventually.IsTrueAsync(() => bus.Connections > 0, bus.Ct);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(() => accepting);
        await bus.SendAsync("sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);
        session.SessionId.ShouldBe("a");
    }

    [Fact]
    public async Task A_session_that_is_held_can_not_be_held_by_another()
    {
        await using var bus = await TestBus.StartAsync();
        await using var held = await bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: bus.Ct);

        var exception = await Should.ThrowAsync<ServiceBusException>(
            () => bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: bus.Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.SessionCannotBeLocked);
    }

    [Fact]
    public async Task A_session_that_was_closed_is_free_at_once_with_what_was_fetched_ahead()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", [.. Enumerable.Range(0, 5).Select(i => NewMessage("a", $"{i}"))]);
        var options = new ServiceBusSessionReceiverOptions { PrefetchCount = 10 };
        var first = await bus.Client.AcceptSessionAsync("sessions", "a", options, bus.Ct);
        await first.CompleteMessageAsync((await first.ReceiveMessageAsync(cancellationToken: bus.Ct))!, bus.Ct);

        await first.DisposeAsync();

        await using var second = await bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: bus.Ct);
        var rest = await second.ReceiveMessagesAsync(10, cancellationToken: bus.Ct);
        rest.Select(message => message.Body.ToString()).ShouldBe(["1", "2", "3", "4"]);
        rest.ShouldAllBe(message => message.DeliveryCount == 1);
    }

    [Fact]
    public async Task The_state_of_a_session_is_kept_from_one_holder_to_the_next()
    {
        await using var bus = await TestBus.StartAsync();
        await using (var first = await bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: bus.Ct))
        {
            (await first.GetSessionStateAsync(bus.Ct)).ShouldBeNull();
            await first.SetSessionStateAsync(BinaryData.FromString("step 2"), bus.Ct);
        }

        await using var second = await bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: bus.Ct);

        (await second.GetSessionStateAsync(bus.Ct)).ShouldNotBeNull().ToString().ShouldBe("step 2");
        await second.SetSessionStateAsync(null, bus.Ct);
        (await second.GetSessionStateAsync(bus.Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_renewed_session_is_held_on()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var session = await bus.Client.AcceptSessionAsync("brief-sessions", "a", cancellationToken: bus.Ct);
        session.SessionLockedUntil.ShouldBe(time.GetUtcNow().AddSeconds(5));

        time.Advance(TimeSpan.FromSeconds(4));
        await session.RenewSessionLockAsync(bus.Ct);
        time.Advance(TimeSpan.FromSeconds(4));

        session.SessionLockedUntil.ShouldBe(time.GetUtcNow().AddSeconds(1));
        session.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_whose_lock_ran_out_is_lost()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await bus.SendAsync("brief-sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("brief-sessions", cancellationToken: bus.Ct);
        var message = (await session.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();

        time.Advance(TimeSpan.FromSeconds(6));

        await Eventually.IsTrueAsync(() => session.IsClosed, bus.Ct);
        await using var again = await bus.Client.AcceptNextSessionAsync("brief-sessions", cancellationToken: bus.Ct);
        var redelivered = (await again.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        (redelivered.SequenceNumber, redelivered.DeliveryCount).ShouldBe((message.SequenceNumber, 2));
    }

    [Fact]
    public async Task A_session_whose_link_was_cut_is_lost_and_can_be_accepted_anew()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);
        var message = (await session.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();

        bus.Cut();

        await Eventually.IsTrueAsync(() => session.IsClosed, bus.Ct);
        await using var again = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);
        var redelivered = (await again.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        (redelivered.SequenceNumber, redelivered.DeliveryCount).ShouldBe((message.SequenceNumber, 2));
    }

    [Fact]
    public async Task A_message_of_a_session_is_set_aside_and_taken_back()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: bus.Ct);
        var message = (await session.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();

        await session.DeferMessageAsync(message, cancellationToken: bus.Ct);
        var deferred = (await session.ReceiveDeferredMessageAsync(message.SequenceNumber, bus.Ct)).ShouldNotBeNull();
        await session.CompleteMessageAsync(deferred, bus.Ct);

        (await session.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Subscriptions_have_sessions_too()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("news", NewMessage("a"));

        await using var session = await bus.Client.AcceptNextSessionAsync("news", "threads", cancellationToken: bus.Ct);
        await using var given = await bus.Client.AcceptSessionAsync("news", "threads", "b", cancellationToken: bus.Ct);

        (session.SessionId, given.SessionId, given.EntityPath).ShouldBe(("a", "b", "news/Subscriptions/threads"));
    }

    private static ServiceBusMessage NewMessage(string sessionId, string body = "") => new(body) { SessionId = sessionId };
}
