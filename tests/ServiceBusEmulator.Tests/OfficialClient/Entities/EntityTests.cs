using System.Runtime.CompilerServices;
using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Entities;

/// <summary>What the topology file says of an entity holds.</summary>
public sealed class EntityTests
{
    [Fact]
    public async Task A_message_id_seen_within_the_window_is_dropped_after_a_restart_too()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await bus.SendAsync("unique", NewMessage("a", 1), NewMessage("a", 2), NewMessage("b", 3));

        await bus.StopBrokerAsync();
        await bus.StartBrokerAsync();
        await bus.SendAsync("unique", NewMessage("a", 4));
        (await BodiesAsync(bus, "unique")).ShouldBe(["1", "3"]);

        time.Advance(TimeSpan.FromMinutes(5));
        await bus.SendAsync("unique", NewMessage("a", 5));

        (await BodiesAsync(bus, "unique")).ShouldBe(["1", "3", "5"]);
    }

    [Fact]
    public async Task A_message_whose_time_to_live_is_over_is_dead_lettered_where_the_topology_says_so()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await bus.SendAsync("expiring", new ServiceBusMessage("brief") { TimeToLive = TimeSpan.FromSeconds(10) });
        await bus.SendAsync("orders", new ServiceBusMessage("brief") { TimeToLive = TimeSpan.FromSeconds(10) });

        time.Advance(TimeSpan.FromSeconds(10));

        await bus.ShouldBeEmptyAsync("expiring");
        (await bus.PeekAsync("expiring", SubQueue.DeadLetter)).ShouldHaveSingleItem().DeadLetterReason.ShouldBe("TTLExpiredException");
        await bus.ShouldBeEmptyAsync("orders");
        (await bus.PeekAsync("orders", SubQueue.DeadLetter)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_queue_that_forwards_passes_messages_on()
    {
        await using var bus = await TestBus.StartAsync();

        await bus.SendAsync("forwarding", new ServiceBusMessage("passed on"));

        (await BodiesAsync(bus, "invoices")).ShouldBe(["passed on"]);
        await bus.ShouldBeEmptyAsync("forwarding");
    }

    [Fact]
    public async Task Waiting_messages_are_deleted_by_number_and_age_and_those_that_are_held_stay()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var receiver = bus.Client.CreateReceiver("orders");
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 6).Select(i => new ServiceBusMessage($"{i}"))]);
        var held = (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        time.Advance(TimeSpan.FromSeconds(1));
        var before = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(1));
        await bus.SendAsync("orders", new ServiceBusMessage("late"));

        (await DeleteMessagesAsync(receiver, 2, before, bus.Ct)).ShouldBe(2);
        (await PurgeMessagesAsync(receiver, before, bus.Ct)).ShouldBe(3);

        (await BodiesAsync(bus, "orders")).ShouldBe(["0", "late"]);
        await receiver.CompleteMessageAsync(held, bus.Ct);
    }

    [Fact]
    public async Task A_transaction_is_refused()
    {
        await using var bus = await TestBus.StartAsync();
        var client = bus.NewClient(options => options.RetryOptions.MaxRetries = 0);
        await using var sender = client.CreateSender("orders");

        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            var exception = await Should.ThrowAsync<Exception>(() => sender.SendMessageAsync(new ServiceBusMessage(), bus.Ct));
            exception.Message.ShouldContain("transactions");
        }

        await bus.ShouldBeEmptyAsync("orders");
    }

    private static async Task<IEnumerable<string>> BodiesAsync(TestBus bus, string entity) =>
        (await bus.PeekAsync(entity)).Select(message => message.Body.ToString());

    private static ServiceBusMessage NewMessage(string messageId, int body) => new($"{body}") { MessageId = messageId };

    // The client has these already, not yet public.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "DeleteMessagesAsync")]
    private static extern Task<int> DeleteMessagesAsync(
        ServiceBusReceiver receiver, int messageCount, DateTimeOffset? beforeEnqueueTime, CancellationToken cancellationToken);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "PurgeMessagesAsync")]
    private static extern Task<int> PurgeMessagesAsync(
        ServiceBusReceiver receiver, DateTimeOffset? beforeEnqueueTime, CancellationToken cancellationToken);
}
