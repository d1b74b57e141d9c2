using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class ListenerTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Orders = """{ "queueName": "orders", "dataType": "String" }""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_starts_a_function()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(
            bus, """{ "topicName": "news", "subscriptionName": "readers", "dataType": "String" }""");
        await bus.SendAsync("news", "spring");
        var call = await host.Invoker.NextAsync();
        call.Body.ShouldBe("spring");
        call.Succeed();
    }

    [Fact]
    public async Task A_queue_of_dead_letters_starts_a_function()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(
            bus, """{ "queueName": "orders/$DeadLetterQueue", "dataType": "String" }""");
        await bus.SendAsync("orders", "apples");
        await using var receiver = bus.Client.CreateReceiver("orders");
        await receiver.DeadLetterMessageAsync(await receiver.ReceiveMessageAsync(cancellationToken: Token), cancellationToken: Token);
        var call = await host.Invoker.NextAsync();
        call.Body.ShouldBe("apples");
        call.Succeed();
        await bus.EmptiesAsync("orders/$DeadLetterQueue");
    }

    [Fact]
    public async Task As_many_messages_run_at_once_as_host_json_says()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders, """{ "maxConcurrentCalls": 4 }""");
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        var running = await host.Invoker.NextAsync(4);
        host.Invoker.IsIdle.ShouldBeTrue();
        running[0].Succeed();
        (await host.Invoker.NextAsync()).Succeed();
    }

    [Theory]
    [InlineData("traceparent")]
    [InlineData("Diagnostic-Id")]
    public async Task The_trace_of_a_message_goes_on_in_its_function(string property)
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Orders);
        await bus.SendAsync("orders", new ServiceBusMessage("apples")
        {
            ApplicationProperties = { [property] = Trace, ["tracestate"] = "shop=7" },
        });
        var call = await host.Invoker.NextAsync();
        call.Input.Trace.ShouldBe(ActivityContext.Parse(Trace, "shop=7") is var context
            ? new ActivityContext(context.TraceId, context.SpanId, context.TraceFlags, context.TraceState, isRemote: true)
            : default);
        call.Succeed();
    }

    [Theory]
    [InlineData(Orders)]
    [InlineData("""{ "queueName": "orders", "dataType": "String", "cardinality": "Many" }""")]
    public async Task A_stop_takes_up_nothing_more_and_lets_the_function_finish(string binding)
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, binding);
        await bus.SendAsync("orders", "a");
        var call = await host.Invoker.NextAsync();
        var stop = host.StopAsync();
        await bus.SendAsync("orders", "b");
        stop.IsCompleted.ShouldBeFalse();
        call.Succeed();
        await stop;
        host.Invoker.IsIdle.ShouldBeTrue();
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem().Body.ToString().ShouldBe("b");
    }

    [Theory]
    [InlineData("orders", Orders)]
    [InlineData("orders", """{ "queueName": "orders", "dataType": "String", "cardinality": "Many" }""")]
    [InlineData("visits", """{ "queueName": "visits", "dataType": "String", "isSessionsEnabled": true }""")]
    [InlineData("visits", """{ "queueName": "visits", "dataType": "String", "isSessionsEnabled": true, "cardinality": "Many" }""")]
    public async Task A_stop_whose_time_is_up_cuts_the_function_short_and_gives_its_message_back_at_once(string queue, string binding)
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, binding);
        await bus.SendAsync(queue, new ServiceBusMessage("a") { SessionId = "one" });
        var call = await host.Invoker.NextAsync();
        using var over = new CancellationTokenSource();
        var stop = host.StopUntilAsync(over.Token);
        stop.IsCompleted.ShouldBeFalse();
        await over.CancelAsync();
        await stop;
        call.Cancellation.IsCancellationRequested.ShouldBeTrue();
        host.Logs.At(LogLevel.Error).ShouldBeEmpty();
        // Long before the lock would have run out.
        await using var next = await MessageHost.StartAsync(bus, binding);
        (await next.Invoker.NextAsync()).Succeed();
    }

    [Theory]
    [InlineData("orders", Orders)]
    [InlineData("orders", """{ "queueName": "orders", "dataType": "String", "cardinality": "Many" }""")]
    [InlineData("visits", """{ "queueName": "visits", "dataType": "String", "isSessionsEnabled": true }""")]
    public async Task Messages_come_again_by_themselves_after_a_restart_of_the_broker_and_the_outage_is_told_once(
        string queue, string binding)
    {
        const string Quick = """{ "clientRetryOptions": { "maxRetries": 0, "delay": "00:00:00.05", "tryTimeout": "00:00:10" } }""";
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, binding, Quick);
        await bus.SendAsync(queue, new ServiceBusMessage("a") { SessionId = "one" });
        (await host.Invoker.NextAsync()).Succeed();
        await bus.EmptiesAsync(queue);
        await bus.RestartAsync(() => host.Logs.HearAsync("is tried again"));
        await bus.SendAsync(queue, new ServiceBusMessage("b") { SessionId = "two" });
        var call = await host.Invoker.NextAsync();
        call.Succeed();
        await host.StopAsync();
        host.Logs.At(LogLevel.Error).ShouldAllBe(log => log.Contains("Take") && log.Contains(queue));
        host.Logs.At(LogLevel.Error).ShouldBeUnique();
        host.Logs.At(LogLevel.Error).Count().ShouldBeInRange(1, 3);
    }

    [Theory]
    [InlineData(Orders)]
    [InlineData("""{ "queueName": "orders", "dataType": "String", "cardinality": "Many" }""")]
    [InlineData("""{ "queueName": "visits", "dataType": "String", "isSessionsEnabled": true }""")]
    public async Task A_listener_stops_while_the_broker_is_away(string binding)
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, binding);
        await bus.RestartAsync(whileDown: host.StopAsync);
    }
}
