using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Sessions;

public sealed class SessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_messages_of_a_session_come_in_order_and_alone()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", [.. Enumerable.Range(0, 20).Select(i => NewMessage(i % 2 == 0 ? "even" : "odd", $"{i}"))]);

        await using var session = await bus.Client.AcceptSessionAsync("sessions", "odd", cancellationToken: Ct);

        session.SessionId.ShouldBe("odd");
        var bodies = new List<string>();
        while (bodies.Count < 10)
        {
            bodies.AddRange((await session.ReceiveMessagesAsync(3, cancellationToken: Ct)).Select(message => message.Body.ToString()));
        }

        bodies.ShouldBe(Enumerable.Range(0, 10).Select(i => $"{(2 * i) + 1}"));
        (await session.ReceiveMessageAsync(TimeSpan.FromMilliseconds(20), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task The_next_session_is_one_that_nobody_holds()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", NewMessage("a"), NewMessage("b"));

        await using var first = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: Ct);
        await using var second = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: Ct);

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
            () => client.AcceptNextSessionAsync("sessions", cancellationToken: Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.ServiceTimeout);
    }

    [Fact]
    public async Task Waiting_for_a_session_is_cancelled_and_takes_none()
    {
        await using var bus = await TestBus.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var accepting = bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: cancellation.Token);
        await Eventually.IsTrueAsync(() => bus.Connections > 0);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(() => accepting);
        await bus.SendAsync("sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: Ct);
        session.SessionId.ShouldBe("a");
    }

    [Fact]
    public async Task A_session_that_is_held_can_not_be_held_by_another()
    {
        await using var bus = await TestBus.StartAsync();
        await using var held = await bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: Ct);

        var exception = await Should.ThrowAsync<ServiceBusException>(
            () => bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.SessionCannotBeLocked);
    }

    [Fact]
    public async Task A_session_that_was_closed_is_free_at_once_with_what_was_fetched_ahead()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", [.. Enumerable.Range(0, 5).Select(i => NewMessage("a", $"{i}"))]);
        var options = new ServiceBusSessionReceiverOptions { PrefetchCount = 10 };
        var first = await bus.Client.AcceptSessionAsync("sessions", "a", options, Ct);
        await first.CompleteMessageAsync((await first.ReceiveMessageAsync(cancellationToken: Ct))!, Ct);

        await first.DisposeAsync();

        await using var second = await bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: Ct);
        var rest = await second.ReceiveMessagesAsync(10, cancellationToken: Ct);
        rest.Select(message => message.Body.ToString()).ShouldBe(["1", "2", "3", "4"]);
        rest.ShouldAllBe(message => message.DeliveryCount == 1);
    }

    [Fact]
    public async Task The_state_of_a_session_is_kept_from_one_holder_to_the_next()
    {
        await using var bus = await TestBus.StartAsync();
        await using (var first = await bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: Ct))
        {
            (await first.GetSessionStateAsync(Ct)).ShouldBeNull();
            await first.SetSessionStateAsync(BinaryData.FromString("step 2"), Ct);
        }

        await using var second = await bus.Client.AcceptSessionAsync("sessions", "a", cancellationToken: Ct);

        (await second.GetSessionStateAsync(Ct)).ShouldNotBeNull().ToString().ShouldBe("step 2");
        await second.SetSessionStateAsync(null, Ct);
        (await second.GetSessionStateAsync(Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_renewed_session_is_held_on()
    {
        var time = new WatchedTime();
        await using var bus = await TestBus.StartAsync(time);
        await using var session = await bus.Client.AcceptSessionAsync("brief-sessions", "a", cancellationToken: Ct);
        session.SessionLockedUntil.ShouldBe(time.GetUtcNow().AddSeconds(5));

        time.Advance(TimeSpan.FromSeconds(4));
        await session.RenewSessionLockAsync(Ct);
        time.Advance(TimeSpan.FromSeconds(4));

        session.SessionLockedUntil.ShouldBe(time.GetUtcNow().AddSeconds(1));
        session.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_whose_lock_ran_out_is_lost()
    {
        var time = new WatchedTime();
        await using var bus = await TestBus.StartAsync(time);
        await bus.SendAsync("brief-sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("brief-sessions", cancellationToken: Ct);
        var message = (await session.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull();

        time.Advance(TimeSpan.FromSeconds(6));
        await Eventually.IsTrueAsync(() => session.IsClosed);

        await ShouldBeLostAsync(() => session.CompleteMessageAsync(message, Ct));
        await ShouldBeLostAsync(() => session.ReceiveMessageAsync(cancellationToken: Ct));
        await ShouldBeLostAsync(() => session.RenewSessionLockAsync(Ct));
    }

    [Fact]
    public async Task A_session_whose_link_was_cut_is_lost_and_can_be_accepted_anew()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: Ct);
        var message = (await session.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull();

        bus.Cut();

        await ShouldBeLostAsync(() => session.CompleteMessageAsync(message, Ct));
        await using var again = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: Ct);
        (await again.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull().SequenceNumber.ShouldBe(message.SequenceNumber);
    }

    [Fact]
    public async Task A_message_of_a_session_is_set_aside_and_taken_back()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: Ct);
        var message = (await session.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull();

        await session.DeferMessageAsync(message, cancellationToken: Ct);
        var deferred = (await session.ReceiveDeferredMessageAsync(message.SequenceNumber, Ct)).ShouldNotBeNull();
        await session.CompleteMessageAsync(deferred, Ct);

        (await session.PeekMessageAsync(cancellationToken: Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task The_lock_of_a_message_of_a_session_can_not_be_renewed_by_itself()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("sessions", NewMessage("a"));
        await using var session = await bus.Client.AcceptNextSessionAsync("sessions", cancellationToken: Ct);
        var message = (await session.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull();

        await Should.ThrowAsync<InvalidOperationException>(() => session.RenewMessageLockAsync(message, Ct));
    }

    [Fact]
    public async Task Subscriptions_have_sessions_too()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("news", NewMessage("a"));

        await using var session = await bus.Client.AcceptNextSessionAsync("news", "threads", cancellationToken: Ct);
        await using var given = await bus.Client.AcceptSessionAsync("news", "threads", "b", cancellationToken: Ct);

        (session.SessionId, given.SessionId, given.EntityPath).ShouldBe(("a", "b", "news/Subscriptions/threads"));
    }

    private static async Task ShouldBeLostAsync(Func<Task> action) =>
        (await Should.ThrowAsync<ServiceBusException>(action)).Reason.ShouldBe(ServiceBusFailureReason.SessionLockLost);

    private static ServiceBusMessage NewMessage(string sessionId, string body = "") => new(body) { SessionId = sessionId };
}
