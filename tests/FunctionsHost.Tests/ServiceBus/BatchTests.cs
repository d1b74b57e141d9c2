using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Integration.Local.FunctionsHost.Tests.Triggers;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class BatchTests
{
    private const string Orders = """{ "queueName": "orders", "dataType": "String", "cardinality": "Many" }""";
    private const string Visits =
        """{ "queueName": "visits", "dataType": "String", "cardinality": "Many", "isSessionsEnabled": true }""";
    private const string Restless = """{ "sessionIdleTimeout": "00:00:00.3" }""";

    [Fact]
    public async Task A_batch_is_completed_but_for_what_its_function_has_settled()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", "good", "bad");
        await using var host = await MessageHost.StartAsync(bus, Orders);
        var call = await host.Invoker.NextAsync();
        Bodies(call).ShouldBe(["good", "bad"]);
        await host.Worker.DeadLetterAsync(LockTokens(call)[1], ByteString.Empty, "bad", description: null);
        call.Succeed();
        (await bus.DeadLetterAsync("orders")).DeadLetterReason.ShouldBe("bad");
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
        host.Logs.At(LogLevel.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_whose_function_fails_comes_again_but_for_what_its_function_has_settled()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", "done", "open");
        await using var host = await MessageHost.StartAsync(bus, Orders);
        var first = await host.Invoker.NextAsync();
        await host.Worker.CompleteAsync(LockTokens(first)[0]);
        first.Fail();
        var second = await host.Invoker.NextAsync();
        Bodies(second).ShouldBe(["open"]);
        second.Input.Metadata["DeliveryCountArray"].Json.ShouldBe("[2]");
        second.Succeed();
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_that_is_settled_by_hand_is_left_under_its_locks()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", "take", "leave");
        await using var host = await MessageHost.StartAsync(
            bus, """{ "queueName": "orders", "dataType": "String", "cardinality": "Many", "autoCompleteMessages": false }""");
        var call = await host.Invoker.NextAsync();
        await host.Worker.CompleteAsync(LockTokens(call)[0]);
        call.Succeed();
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem().Body.ToString().ShouldBe("leave");
    }

    [Fact]
    public async Task A_batch_is_of_one_session_and_tells_its_id_beside_each_message_and_to_the_session_actions()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", Of("one", "a"), Of("one", "b"), Of("two", "c"));
        await using var host = await MessageHost.StartAsync(bus, Visits, Restless);
        var one = await host.Invoker.NextAsync();
        Bodies(one).ShouldBe(["a", "b"]);
        one.Input.Metadata["SessionIdArray"].CollectionString.String.ShouldBe(["one", "one"]);
        one.Text("SessionId").ShouldBe("one");
        JsonDocument.Parse(one.Input.Metadata["SessionActions"].Json).RootElement
            .GetProperty("SessionLockedUntil").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        await host.Worker.SetSessionStateAsync("one", "seen");
        (await host.Worker.GetSessionStateAsync("one")).ShouldBe("seen");
        one.Succeed();
        var two = await host.Invoker.NextAsync();
        two.Input.Metadata["SessionIdArray"].CollectionString.String.ShouldBe(["two"]);
        two.Succeed();
        await host.StopAsync();
        (await bus.PeekAsync("visits")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_of_a_session_whose_function_fails_comes_again_in_order()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", Of("one", "a"), Of("one", "b"), Of("one", "c"));
        await using var host = await MessageHost.StartAsync(bus, Visits, Restless);
        (await host.Invoker.NextAsync()).TimeOut();
        var again = new List<string>();
        while (again.Count < 3)
        {
            var call = await host.Invoker.NextAsync();
            again.AddRange(Bodies(call));
            call.Succeed();
        }

        again.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_host_json_says()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 5).Select(i => $"{i}")]);
        await using var host = await MessageHost.StartAsync(bus, Orders, """{ "maxMessageBatchSize": 2 }""");
        var seen = new List<string>();
        while (seen.Count < 5)
        {
            var call = await host.Invoker.NextAsync();
            Bodies(call).Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(Bodies(call));
            call.Succeed();
        }

        seen.ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [Fact]
    public async Task A_batch_waits_for_as_many_messages_as_host_json_says()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(
            bus, Orders, """{ "minMessageBatchSize": 3, "maxBatchWaitTime": "00:00:20" }""");
        await bus.SendAsync("orders", "a");
        await bus.SendAsync("orders", "b");
        await bus.SendAsync("orders", "c");
        var call = await host.Invoker.NextAsync();
        Bodies(call).ShouldBe(["a", "b", "c"]);
        call.Succeed();
    }

    [Fact]
    public async Task A_batch_waits_no_longer_than_host_json_says()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(
            bus, Orders, """{ "minMessageBatchSize": 3, "maxBatchWaitTime": "00:00:00.5" }""");
        await bus.SendAsync("orders", "a");
        var call = await host.Invoker.NextAsync();
        Bodies(call).ShouldBe(["a"]);
        call.Succeed();
    }

    private static RepeatedField<string> Bodies(Invocation call) => call.Input.Trigger.CollectionString.String;

    private static RepeatedField<string> LockTokens(Invocation call) => call.Input.Metadata["LockTokenArray"].CollectionString.String;

    private static ServiceBusMessage Of(string session, string body) => new(body) { SessionId = session };
}
