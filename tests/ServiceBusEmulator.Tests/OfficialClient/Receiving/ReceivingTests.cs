using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Receiving;

public sealed class ReceivingTests
{
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Nothing_in_time_is_null()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");

        (await receiver.ReceiveMessageAsync(_moment, bus.Ct)).ShouldBeNull();
        (await receiver.ReceiveMessagesAsync(10, _moment, bus.Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receive_that_timed_out_keeps_no_message_from_others()
    {
        await using var bus = await TestBus.StartAsync();
        await using var late = bus.Client.CreateReceiver("orders");
        await using var other = bus.Client.CreateReceiver("orders");
        await late.ReceiveMessagesAsync(10, _moment, bus.Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("mine"));

        var message = (await other.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        message.DeliveryCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_short_batch_keeps_no_message_from_others()
    {
        await using var bus = await TestBus.StartAsync();
        await using var first = bus.Client.CreateReceiver("orders");
        await using var other = bus.Client.CreateReceiver("orders");
        await bus.SendAsync("orders", new ServiceBusMessage("1"));
        (await first.ReceiveMessagesAsync(10, cancellationToken: bus.Ct)).Count.ShouldBe(1);

        await bus.SendAsync("orders", new ServiceBusMessage("2"));

        (await other.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().DeliveryCount.ShouldBe(1);
    }

    [Fact]
    public async Task Receives_that_wait_side_by_side_each_get_a_message()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        var waiting = Enumerable.Range(0, 20).Select(_ => receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ToList();

        await bus.SendAsync("orders", [.. Enumerable.Range(0, 20).Select(i => new ServiceBusMessage($"{i}"))]);

        var received = await Task.WhenAll(waiting);
        received.Select(message => message!.Body.ToString()).ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_cancelled_receive_is_a_TaskCanceledException_and_loses_nothing()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        using var cancellation = new CancellationTokenSource();
        var receiving = receiver.ReceiveMessageAsync(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(() => receiving);
        await bus.SendAsync("orders", new ServiceBusMessage());
        (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().DeliveryCount.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_fetched_ahead_is_given_back_when_the_receiver_closes()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 50).Select(i => new ServiceBusMessage($"{i}"))]);
        var greedy = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { PrefetchCount = 30 });
        await greedy.CompleteMessageAsync((await greedy.ReceiveMessageAsync(cancellationToken: bus.Ct))!, bus.Ct);

        await greedy.DisposeAsync();

        await using var other = bus.Client.CreateReceiver("orders");
        var rest = new List<ServiceBusReceivedMessage>();
        while (rest.Count < 49)
        {
            rest.AddRange(await other.ReceiveMessagesAsync(100, cancellationToken: bus.Ct));
        }

        rest.Select(message => message.Body.ToString()).ShouldBe(Enumerable.Range(1, 49).Select(i => $"{i}"));
        rest.ShouldAllBe(message => message.DeliveryCount == 1);
    }

    [Fact]
    public async Task Messages_are_fetched_ahead_of_being_asked_for()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 10).Select(i => new ServiceBusMessage($"{i}"))]);
        await using var receiver = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { PrefetchCount = 10 });
        await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct);

        await Eventually.IsTrueAsync(() => receiver.ReceiveMessageAsync(TimeSpan.Zero, bus.Ct).IsCompletedSuccessfully, bus.Ct);
    }

    /// <summary>Microsoft's client answers a transfer sooner, at times, than AMQPNetLite has counted it.</summary>
    [Fact]
    public async Task A_receiver_that_fetches_ahead_is_never_left_waiting()
    {
        const int Messages = 10_000;
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", [.. Enumerable.Range(0, Messages).Select(i => new ServiceBusMessage($"{i}"))]);
        await using var receiver = bus.Client.CreateReceiver(
            "orders", new ServiceBusReceiverOptions { PrefetchCount = 200, ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var received = 0;
        while (received < Messages)
        {
            var some = await receiver.ReceiveMessagesAsync(100, cancellationToken: bus.Ct);
            some.ShouldNotBeEmpty();
            received += some.Count;
        }
    }

    [Fact]
    public async Task Receive_and_delete_removes_at_once()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", new ServiceBusMessage("gone"));
        await using var receiver = bus.Client.CreateReceiver(
            "orders", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var message = (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();

        (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message, bus.Ct));
    }

    [Fact]
    public async Task Peeking_goes_on_where_it_stopped_and_takes_nothing()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 3).Select(i => new ServiceBusMessage($"{i}"))]);
        await using var receiver = bus.Client.CreateReceiver("orders");

        var first = (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        var rest = await receiver.PeekMessagesAsync(10, cancellationToken: bus.Ct);
        var again = await receiver.PeekMessagesAsync(10, first.SequenceNumber, bus.Ct);

        first.Body.ToString().ShouldBe("0");
        rest.Select(message => message.Body.ToString()).ShouldBe(["1", "2"]);
        again.Count.ShouldBe(3);
        again.ShouldAllBe(message => message.DeliveryCount == 0);
        await Should.ThrowAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(first, bus.Ct));
    }

    [Fact]
    public async Task A_stream_of_messages_ends_by_cancellation()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 3).Select(i => new ServiceBusMessage($"{i}"))]);
        await using var receiver = bus.Client.CreateReceiver("orders");
        using var cancellation = new CancellationTokenSource();
        var seen = new List<string>();

        await Should.ThrowAsync<TaskCanceledException>(async () =>
        {
            await foreach (var message in receiver.ReceiveMessagesAsync(cancellation.Token))
            {
                seen.Add(message.Body.ToString());
                if (seen.Count == 3)
                {
                    await cancellation.CancelAsync();
                }
            }
        });

        seen.ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public async Task A_receive_outlasts_a_restart_of_the_broker()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        var receiving = receiver.ReceiveMessageAsync(cancellationToken: bus.Ct);
        await Eventually.IsTrueAsync(() => bus.Connections > 0, bus.Ct);

        await bus.StopBrokerAsync();
        await bus.StartBrokerAsync();
        await bus.SendAsync("orders", new ServiceBusMessage("after"));

        (await receiving).ShouldNotBeNull().Body.ToString().ShouldBe("after");
    }

    [Fact]
    public async Task A_plain_receiver_of_an_entity_of_sessions_is_an_InvalidOperationException()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("sessions");

        await Should.ThrowAsync<InvalidOperationException>(() => receiver.ReceiveMessageAsync(cancellationToken: bus.Ct));
    }

    [Fact]
    public async Task Subscriptions_get_their_copies()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync(
            "news", new ServiceBusMessage("storm") { Subject = "urgent" }, new ServiceBusMessage("sun") { Subject = "calm" });
        await using var all = bus.Client.CreateReceiver("news", "all");
        await using var calm = bus.Client.CreateReceiver("news", "calm");

        (await all.ReceiveMessagesAsync(10, cancellationToken: bus.Ct)).Select(message => message.Body.ToString())
            .ShouldBe(["storm", "sun"]);
        (await calm.ReceiveMessagesAsync(10, cancellationToken: bus.Ct)).Select(message => message.Body.ToString()).ShouldBe(["sun"]);
        all.EntityPath.ShouldBe("news/Subscriptions/all");
    }
}
