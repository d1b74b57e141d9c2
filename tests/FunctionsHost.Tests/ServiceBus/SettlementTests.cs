using Azure.Messaging.ServiceBus;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class SettlementTests
{
    private const string Orders = """{ "queueName": "orders", "dataType": "String" }""";
    private const string OrdersByHand = """{ "queueName": "orders", "dataType": "String", "autoCompleteMessages": false }""";

    [Fact]
    public async Task A_message_is_gone_when_its_function_succeeds()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        (await host.Invoker.NextAsync()).Succeed();
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
        host.Logs.At(LogLevel.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_whose_function_fails_comes_again_with_a_higher_delivery_count()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var first = await host.Invoker.NextAsync();
        first.Input.Metadata["DeliveryCount"].Json.ShouldBe("1");
        first.Fail();
        var second = await host.Invoker.NextAsync();
        second.Input.Metadata["DeliveryCount"].Json.ShouldBe("2");
        second.Succeed();
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
        host.Logs.At(LogLevel.Error).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            log => log.ShouldContain("Take"), log => log.ShouldContain("delivery 1"), log => log.ShouldContain("no such fruit"));
    }

    [Fact]
    public async Task A_message_whose_worker_is_lost_comes_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        (await host.Invoker.NextAsync()).LoseWorker();
        (await host.Invoker.NextAsync()).Succeed();
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_poison_message_becomes_a_dead_letter_after_its_last_delivery()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, """{ "queueName": "fragile", "dataType": "String" }""");
        await bus.SendAsync("fragile", "glass");
        (await host.Invoker.NextAsync()).Fail();
        (await host.Invoker.NextAsync()).Fail();
        var dead = await bus.DeadLetterAsync("fragile");
        dead.Body.ToString().ShouldBe("glass");
        dead.DeadLetterReason.ShouldBe("MaxDeliveryCountExceeded");
        host.Invoker.IsIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task A_function_completes_its_message_itself_and_it_is_not_settled_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var call = await host.Invoker.NextAsync();
        await host.Worker.CompleteAsync(call.LockToken);
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
        call.Succeed();
        await host.StopAsync();
        host.Logs.At(LogLevel.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dead_letter_has_the_reason_and_the_properties_of_the_function()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var call = await host.Invoker.NextAsync();
        await host.Worker.DeadLetterAsync(call.LockToken, Map(("by", "Take")), "sold out", "no more apples");
        call.Succeed();
        var dead = await bus.DeadLetterAsync("orders");
        dead.DeadLetterReason.ShouldBe("sold out");
        dead.DeadLetterErrorDescription.ShouldBe("no more apples");
        dead.ApplicationProperties["by"].ShouldBe("Take");
    }

    [Fact]
    public async Task A_dead_letter_needs_no_reason()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var call = await host.Invoker.NextAsync();
        await host.Worker.DeadLetterAsync(call.LockToken, ByteString.Empty, reason: null, description: null);
        call.Succeed();
        (await bus.DeadLetterAsync("orders")).DeadLetterReason.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_function_has_settled_before_it_fails_stays_settled()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var call = await host.Invoker.NextAsync();
        await host.Worker.DeadLetterAsync(call.LockToken, ByteString.Empty, "sold out", description: null);
        call.Fail();
        await bus.DeadLetterAsync("orders");
        await host.StopAsync();
        host.Invoker.IsIdle.ShouldBeTrue();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_function_that_settles_by_hand_leaves_what_it_does_not_settle_under_its_lock()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, OrdersByHand);
        await bus.SendAsync("orders", "take", "leave");
        foreach (var call in await host.Invoker.NextAsync(2))
        {
            if (call.Body == "take")
            {
                await host.Worker.CompleteAsync(call.LockToken);
            }

            call.Succeed();
        }

        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem().Body.ToString().ShouldBe("leave");
        (await bus.TakeAsync("orders")).ShouldBeNull();
    }

    [Fact]
    public async Task A_function_abandons_with_properties_renews_its_lock_and_defers()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var first = await host.Invoker.NextAsync();
        await host.Worker.RenewMessageLockAsync(first.LockToken);
        await host.Worker.AbandonAsync(first.LockToken, Map(("again", true), ("after", new DescribedType(
            new AmqpSymbol("com.microsoft:timespan"), TimeSpan.FromMinutes(5).Ticks))));
        first.Succeed();

        var second = await host.Invoker.NextAsync();
        second.Input.Metadata["ApplicationProperties"].Json.ShouldBe("""{"again":true,"after":"00:05:00"}""");
        await host.Worker.DeferAsync(second.LockToken);
        second.Succeed();
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem().State.ShouldBe(ServiceBusMessageState.Deferred);
        host.Logs.At(LogLevel.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_whose_function_failed_cannot_be_completed_afterwards()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var first = await host.Invoker.NextAsync();
        first.TimeOut();
        var second = await host.Invoker.NextAsync();
        var refusal = await Should.ThrowAsync<RpcException>(host.Worker.CompleteAsync(first.LockToken));
        refusal.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        refusal.Status.Detail.ShouldBe(
            $"No message is held under lock token '{first.LockToken}': it was never received, or its invocation has ended.");
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem();
        second.Succeed();
    }

    [Fact]
    public async Task A_message_is_settled_once()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var call = await host.Invoker.NextAsync();
        await host.Worker.CompleteAsync(call.LockToken);
        var refusal = await Should.ThrowAsync<RpcException>(host.Worker.DeferAsync(call.LockToken));
        refusal.Status.Detail.ShouldBe($"The message under lock token '{call.LockToken}' is settled already.");
        call.Succeed();
    }

    [Fact]
    public async Task Properties_that_are_no_map_are_refused_and_the_message_stays_with_its_function()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", "apples");
        var call = await host.Invoker.NextAsync();
        var refusal = await Should.ThrowAsync<RpcException>(
            host.Worker.AbandonAsync(call.LockToken, ByteString.CopyFromUtf8("by=Take")));
        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        await host.Worker.CompleteAsync(call.LockToken);
        call.Succeed();
    }

    [Fact]
    public async Task A_lock_that_was_lost_is_told_to_the_worker_and_the_message_comes_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(
            bus, """{ "queueName": "brief", "dataType": "String" }""", """{ "maxAutoLockRenewalDuration": "00:00:00" }""");
        await bus.SendAsync("brief", "apples");
        var first = await host.Invoker.NextAsync();
        var second = await host.Invoker.NextAsync();
        var refusal = await Should.ThrowAsync<RpcException>(host.Worker.CompleteAsync(first.LockToken));
        refusal.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        second.Succeed();
        first.Succeed();
        await host.StopAsync();
        (await bus.PeekAsync("brief")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_lock_of_a_message_is_renewed_while_its_function_runs()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, """{ "queueName": "brief", "dataType": "String" }""");
        await bus.SendAsync("brief", "apples");
        var call = await host.Invoker.NextAsync();
        await bus.LockDurationAsync();
        await bus.LockDurationAsync();
        host.Invoker.IsIdle.ShouldBeTrue();
        await host.Worker.CompleteAsync(call.LockToken);
        call.Succeed();
    }

    private static ByteString Map(params (string Key, object Value)[] properties)
    {
        var map = new AmqpMap();
        foreach (var (key, value) in properties)
        {
            map[new MapKey(key)] = value;
        }

        using var buffer = new ByteBuffer(256, autoGrow: true);
        AmqpCodec.EncodeMap(map, buffer);
        return ByteString.CopyFrom(buffer.Buffer, 0, buffer.Length);
    }
}
