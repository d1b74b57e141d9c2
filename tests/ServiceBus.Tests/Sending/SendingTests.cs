using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Sending;

public sealed class SendingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_was_sent_is_received_and_completed()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        await using var receiver = bus.Client.CreateReceiver("orders");

        await sender.SendMessageAsync(new ServiceBusMessage("hello"), Ct);

        var message = (await receiver.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull();
        message.Body.ToString().ShouldBe("hello");
        await receiver.CompleteMessageAsync(message, Ct);
        (await receiver.PeekMessageAsync(cancellationToken: Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Messages_sent_together_arrive_together_and_in_order()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 5).Select(i => new ServiceBusMessage($"{i}"))]);
        await using var receiver = bus.Client.CreateReceiver("orders");

        var messages = await receiver.ReceiveMessagesAsync(10, cancellationToken: Ct);

        messages.Select(message => message.Body.ToString()).ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [Fact]
    public async Task Sending_no_messages_does_nothing()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        await sender.SendMessagesAsync([], Ct);

        bus.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_thousand_sends_at_once_all_arrive_on_one_connection()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"), Ct)));

        await using var receiver = bus.Client.CreateReceiver(
            "orders", new ServiceBusReceiverOptions { PrefetchCount = 200, ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var bodies = new List<string>();
        while (bodies.Count < 1000)
        {
            bodies.AddRange((await receiver.ReceiveMessagesAsync(100, cancellationToken: Ct)).Select(message => message.Body.ToString()));
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

        (await receiver.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull().Body.ToArray().ShouldBe(body);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_as_MessageSizeExceeded()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        var exception = await Should.ThrowAsync<ServiceBusException>(
            () => sender.SendMessageAsync(new ServiceBusMessage(new byte[1_100_000]), Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.MessageSizeExceeded);
        exception.IsTransient.ShouldBeFalse();
        exception.EntityPath.ShouldBe("orders");
    }

    [Fact]
    public async Task Sending_to_nowhere_fails_as_MessagingEntityNotFound()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("nowhere");

        var exception = await Should.ThrowAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage(), Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.MessagingEntityNotFound);
    }

    [Fact]
    public async Task Sending_without_a_session_to_an_entity_of_sessions_is_an_InvalidOperationException()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("sessions");

        await Should.ThrowAsync<InvalidOperationException>(() => sender.SendMessageAsync(new ServiceBusMessage(), Ct));
    }

    [Fact]
    public async Task A_property_that_no_message_can_carry_is_refused_before_anything_is_sent()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        var message = new ServiceBusMessage { ApplicationProperties = { ["strange"] = new Version(1, 0) } };

        var exception = await Should.ThrowAsync<SerializationException>(() => sender.SendMessageAsync(message, Ct));

        exception.Message.ShouldContain("'strange'");
        bus.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_send_whose_connection_is_cut_is_tried_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        await sender.SendMessageAsync(new ServiceBusMessage { MessageId = "first" }, Ct);

        var sends = Enumerable.Range(0, 200)
            .Select(i => sender.SendMessageAsync(new ServiceBusMessage { MessageId = $"{i}" }, Ct)).ToList();
        bus.Cut();
        await Task.WhenAll(sends);

        await using var receiver = bus.Client.CreateReceiver("orders");
        var found = await receiver.PeekMessagesAsync(1000, cancellationToken: Ct);
        found.Select(message => message.MessageId).Distinct().Count().ShouldBe(201);
        bus.Connections.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_send_outlasts_a_broker_that_is_away()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        await sender.SendMessageAsync(new ServiceBusMessage(), Ct);
        await bus.StopBrokerAsync();

        var sending = sender.SendMessageAsync(new ServiceBusMessage("late"), Ct);
        await Eventually.IsTrueAsync(() => bus.Connections > 1);
        await bus.StartBrokerAsync();

        await sending;
    }

    [Fact]
    public async Task A_broker_that_stays_away_is_a_ServiceCommunicationProblem()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.StopBrokerAsync();
        var client = bus.NewClient(options => options.RetryOptions.MaxRetries = 1);
        await using var sender = client.CreateSender("orders");

        var exception = await Should.ThrowAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage(), Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.ServiceCommunicationProblem);
        exception.IsTransient.ShouldBeTrue();
        bus.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task A_send_is_cancelled()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.StopBrokerAsync();
        await using var sender = bus.Client.CreateSender("orders");
        using var cancellation = new CancellationTokenSource();

        var sending = sender.SendMessageAsync(new ServiceBusMessage(), cancellation.Token);
        await Eventually.IsTrueAsync(() => bus.Connections > 0);
        await cancellation.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_closed_sender_is_an_ObjectDisposedException_however_often_it_was_closed()
    {
        await using var bus = await TestBus.StartAsync();
        var sender = bus.Client.CreateSender("orders");
        await sender.SendMessageAsync(new ServiceBusMessage(), Ct);

        await sender.CloseAsync(Ct);
        await sender.DisposeAsync();

        sender.IsClosed.ShouldBeTrue();
        await Should.ThrowAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new ServiceBusMessage(), Ct));
    }
}
