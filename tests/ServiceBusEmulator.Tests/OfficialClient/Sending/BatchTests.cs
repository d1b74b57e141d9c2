using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Sending;

public sealed class BatchTests
{
    [Fact]
    public async Task A_full_batch_is_one_that_the_broker_takes()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        using var batch = await sender.CreateMessageBatchAsync(bus.Ct);
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[10_000]) { MessageId = $"{batch.Count}", PartitionKey = "p" }))
        {
        }

        await sender.SendMessagesAsync(batch, bus.Ct);

        await using var receiver = bus.Client.CreateReceiver("orders");
        var peeked = await receiver.PeekMessagesAsync(1000, cancellationToken: bus.Ct);
        peeked.Select(message => message.MessageId).ShouldBe(Enumerable.Range(0, batch.Count).Select(i => $"{i}"));
        peeked.ShouldAllBe(message => message.PartitionKey == "p");
    }

    [Fact]
    public async Task A_batch_of_one_is_sent_as_it_is()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        using var batch = await sender.CreateMessageBatchAsync(bus.Ct);
        batch.TryAddMessage(new ServiceBusMessage("only") { Subject = "s" });

        await sender.SendMessagesAsync(batch, bus.Ct);

        await using var receiver = bus.Client.CreateReceiver("orders");
        var message = (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        (message.Body.ToString(), message.Subject).ShouldBe(("only", "s"));
    }

    [Fact]
    public async Task A_batch_can_not_be_larger_than_the_broker_takes()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            async () => await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 2_000_000 }, bus.Ct));
    }
}
