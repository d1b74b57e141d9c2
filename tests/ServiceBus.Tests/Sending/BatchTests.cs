using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Sending;

public sealed class BatchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_takes_what_fits_and_no_more()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        using var batch = await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1000 }, Ct);

        batch.TryAddMessage(new ServiceBusMessage(new byte[400])).ShouldBeTrue();
        batch.TryAddMessage(new ServiceBusMessage(new byte[400])).ShouldBeTrue();
        batch.TryAddMessage(new ServiceBusMessage(new byte[400])).ShouldBeFalse();

        batch.Count.ShouldBe(2);
        batch.SizeInBytes.ShouldBeInRange(800, 1000);
        batch.MaxSizeInBytes.ShouldBe(1000);
    }

    [Fact]
    public async Task A_full_batch_is_one_that_the_broker_takes()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[10_000]) { MessageId = $"{batch.Count}", PartitionKey = "p" }))
        {
        }

        await sender.SendMessagesAsync(batch, Ct);

        await using var receiver = bus.Client.CreateReceiver("orders");
        var peeked = await receiver.PeekMessagesAsync(1000, cancellationToken: Ct);
        peeked.Select(message => message.MessageId).ShouldBe(Enumerable.Range(0, batch.Count).Select(i => $"{i}"));
        peeked.ShouldAllBe(message => message.PartitionKey == "p");
    }

    [Fact]
    public async Task A_batch_of_one_is_sent_as_it_is()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        batch.TryAddMessage(new ServiceBusMessage("only") { Subject = "s" });

        await sender.SendMessagesAsync(batch, Ct);

        await using var receiver = bus.Client.CreateReceiver("orders");
        var message = (await receiver.PeekMessageAsync(cancellationToken: Ct)).ShouldNotBeNull();
        (message.Body.ToString(), message.Subject).ShouldBe(("only", "s"));
    }

    [Fact]
    public async Task A_batch_can_not_be_larger_than_the_broker_takes()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            async () => await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 2_000_000 }, Ct));
    }

    [Fact]
    public async Task A_disposed_batch_takes_nothing()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        var batch = await sender.CreateMessageBatchAsync(Ct);

        batch.Dispose();

        Should.Throw<ObjectDisposedException>(() => batch.TryAddMessage(new ServiceBusMessage()));
        await Should.ThrowAsync<ObjectDisposedException>(() => sender.SendMessagesAsync(batch, Ct));
    }

    [Fact]
    public void A_batch_of_a_test_keeps_its_messages_in_the_list_of_the_test()
    {
        var messages = new List<ServiceBusMessage>();
        var batch = ServiceBusModelFactory.ServiceBusMessageBatch(42, messages, tryAddCallback: message => message.Subject is null);

        batch.TryAddMessage(new ServiceBusMessage("a")).ShouldBeTrue();
        batch.TryAddMessage(new ServiceBusMessage("b") { Subject = "no" }).ShouldBeFalse();

        batch.Count.ShouldBe(1);
        batch.SizeInBytes.ShouldBe(42);
        messages.ShouldHaveSingleItem().Body.ToString().ShouldBe("a");
    }
}
