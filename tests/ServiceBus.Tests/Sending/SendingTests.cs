using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Sending;

public sealed class SendingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_was_sent_is_received()
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
    public async Task A_thousand_sends_at_once_all_arrive_on_one_connection()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"), Ct)));

        await using var receiver = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { PrefetchCount = 200, ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var bodies = new HashSet<int>();
        while (bodies.Count < 1000)
        {
            foreach (var message in await receiver.ReceiveMessagesAsync(100, cancellationToken: Ct))
            {
                bodies.Add(int.Parse(message.Body.ToString(), null)).ShouldBeTrue();
            }
        }

        bus.Connections.ShouldBe(1);
    }
}
