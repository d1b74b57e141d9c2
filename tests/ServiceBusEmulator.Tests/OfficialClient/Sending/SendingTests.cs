using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Sending;

public sealed class SendingTests
{
    [Fact]
    public async Task A_message_that_was_sent_is_received_and_completed()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        await using var receiver = bus.Client.CreateReceiver("orders");

        await sender.SendMessageAsync(new ServiceBusMessage("hello"), bus.Ct);

        var message = (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        message.Body.ToString().ShouldBe("hello");
        await receiver.CompleteMessageAsync(message, bus.Ct);
        (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Messages_sent_together_arrive_together_and_in_order()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 5).Select(i => new ServiceBusMessage($"{i}"))]);
        await using var receiver = bus.Client.CreateReceiver("orders");

        var messages = await receiver.ReceiveMessagesAsync(10, cancellationToken: bus.Ct);

        messages.Select(message => message.Body.ToString()).ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [Fact]
    public async Task A_thousand_sends_at_once_all_arrive_on_one_connection()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"), bus.Ct)));

        await using var receiver = bus.Client.CreateReceiver(
            "orders", new ServiceBusReceiverOptions { PrefetchCount = 200, ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var bodies = new List<string>();
        while (bodies.Count < 1000)
        {
            var some = await receiver.ReceiveMessagesAsync(100, cancellationToken: bus.Ct);
            bodies.AddRange(some.Select(message => message.Body.ToString()));
        }

        bodies.ShouldBe(Enumerable.Range(0, 1000).Select(i => $"{i}"), ignoreOrder: true);
        bus.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_of_many_frames_arrives_whole()
    {
        await using var bus = await TestBus.StartAsync();
        var body = new byte[900_000];
        Random.Shared.NextBytes(body);
        await bus.SendAsync("orders", new ServiceBusMessage(body));
        await using var receiver = bus.Client.CreateReceiver("orders");

        (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().Body.ToArray().ShouldBe(body);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_as_MessageSizeExceeded()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        var exception = await Should.ThrowAsync<ServiceBusException>(
            () => sender.SendMessageAsync(new ServiceBusMessage(new byte[1_100_000]), bus.Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.MessageSizeExceeded);
        exception.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task Sending_to_nowhere_fails_as_MessagingEntityNotFound()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("nowhere");

        var exception = await Should.ThrowAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage(), bus.Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.MessagingEntityNotFound);
    }

    [Fact]
    public async Task Sending_without_a_session_to_an_entity_of_sessions_is_an_InvalidOperationException()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("sessions");

        await Should.ThrowAsync<InvalidOperationException>(() => sender.SendMessageAsync(new ServiceBusMessage(), bus.Ct));
    }

    [Fact]
    public async Task A_send_whose_connection_is_cut_is_tried_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        await sender.SendMessageAsync(new ServiceBusMessage { MessageId = "first" }, bus.Ct);

        var sends = Enumerable.Range(0, 200)
            .Select(i => sender.SendMessageAsync(new ServiceBusMessage { MessageId = $"{i}" }, bus.Ct)).ToList();
        bus.Cut();
        await Task.WhenAll(sends);

        await using var receiver = bus.Client.CreateReceiver("orders");
        var found = await receiver.PeekMessagesAsync(1000, cancellationToken: bus.Ct);
        found.Select(message => message.MessageId).Distinct().Count().ShouldBe(201);
        bus.Connections.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_send_outlasts_a_broker_that_is_away()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        await sender.SendMessageAsync(new ServiceBusMessage(), bus.Ct);
        await bus.StopBrokerAsync();

        var sending = sender.SendMessageAsync(new ServiceBusMessage("late"), bus.Ct);
        await Eventually.IsTrueAsync(() => bus.Connections > 1, bus.Ct);
        await bus.StartBrokerAsync();

        await sending;
    }
}
