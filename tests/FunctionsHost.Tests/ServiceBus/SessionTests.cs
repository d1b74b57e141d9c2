using Azure.Messaging.ServiceBus;
using Grpc.Core;
using Integration.Local.FunctionsHost.Tests.Triggers;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class SessionTests
{
    private const string Visits = """{ "queueName": "visits", "dataType": "String", "isSessionsEnabled": true }""";
    private const string BriefVisitsByHand =
        """{ "queueName": "brief-visits", "dataType": "String", "isSessionsEnabled": true, "autoCompleteMessages": false }""";
    private const string Restless = """{ "sessionIdleTimeout": "00:00:01", "maxConcurrentSessions": 4 }""";

    [Fact]
    public async Task Messages_of_a_session_come_in_order_and_one_at_a_time()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", [.. "abc".SelectMany(step => new[] { Of("one", step), Of("two", step) })]);
        await using var host = await MessageHost.StartAsync(bus, Visits);
        var calls = new List<Invocation>();
        while (calls.Count < 6)
        {
            calls.Add(await host.Invoker.NextAsync());
            calls[^1].Succeed();
        }

        string BodiesOf(string session) => string.Concat(calls.Where(call => call.Text("SessionId") == session).Select(call => call.Body));
        BodiesOf("one").ShouldBe("abc");
        BodiesOf("two").ShouldBe("abc");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task A_session_whose_function_times_out_loses_none_of_its_messages(int prefetched)
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", Of("one", 'a'), Of("one", 'b'), Of("one", 'c'));
        await using var host = await MessageHost.StartAsync(
            bus, Visits, $$"""{ "sessionIdleTimeout": "00:00:01", "prefetchCount": {{prefetched}} }""");
        var completed = new List<string>();
        while (completed.Count < 3)
        {
            var call = await host.Invoker.NextAsync();
            if (call.Input.Metadata["DeliveryCount"].Json == "1")
            {
                call.TimeOut();
            }
            else
            {
                completed.Add(call.Body);
                call.Succeed();
            }
        }

        // What was fetched ahead comes before what is given back.
        completed.ShouldBe(["a", "b", "c"], ignoreOrder: prefetched > 0);
        await host.StopAsync();
        (await bus.PeekAsync("visits")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Settling_by_hand_under_load_loses_no_session_lock()
    {
        const int Sessions = 12;
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("brief-visits", [.. Enumerable.Range(0, Sessions * 2).Select(i => Of($"s{i % Sessions}", 'v'))]);
        await using var host = await MessageHost.StartAsync(
            bus, BriefVisitsByHand, """{ "sessionIdleTimeout": "00:00:01", "maxConcurrentSessions": 12 }""");
        for (var step = 0; step < 2; step++)
        {
            var calls = await host.Invoker.NextAsync(Sessions);
            await bus.LockDurationAsync();
            await bus.LockDurationAsync();
            await Task.WhenAll(calls.Select(async call =>
            {
                call.Input.Metadata["DeliveryCount"].Json.ShouldBe("1");
                await host.Worker.SetSessionStateAsync(call.Text("SessionId"), call.Text("MessageId"));
                await host.Worker.CompleteAsync(call.LockToken);
                call.Succeed();
            }));
        }

        await host.StopAsync();
        (await bus.PeekAsync("brief-visits")).ShouldBeEmpty();
        host.Logs.At(LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_function_reads_and_writes_the_state_of_its_session_and_renews_its_lock()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Visits);
        await bus.SendAsync("visits", Of("one", 'a'), Of("one", 'b'));
        var first = await host.Invoker.NextAsync();
        (await host.Worker.GetSessionStateAsync("one")).ShouldBeEmpty();
        await host.Worker.SetSessionStateAsync("one", "seen");
        (await host.Worker.RenewSessionLockAsync("one")).ShouldBeGreaterThan(LockedUntil(first));
        first.Succeed();
        var second = await host.Invoker.NextAsync();
        (await host.Worker.GetSessionStateAsync("one")).ShouldBe("seen");
        second.Succeed();
    }

    [Fact]
    public async Task A_session_that_is_released_comes_again_with_its_next_message()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", Of("one", 'a'), Of("one", 'b'));
        await using var host = await MessageHost.StartAsync(bus, Visits, """{ "maxConcurrentSessions": 1 }""");
        foreach (var expected in new[] { "a", "b" })
        {
            var call = await host.Invoker.NextAsync();
            call.Body.ShouldBe(expected);
            await host.Worker.ReleaseSessionAsync("one");
            call.Succeed();
        }

        await host.StopAsync();
        (await bus.PeekAsync("visits")).ShouldBeEmpty();
    }

    [Fact]
    public async Task As_many_sessions_run_at_once_as_host_json_says_and_one_message_of_each()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", [.. "abcdef".SelectMany(session => new[] { Of($"{session}", '1'), Of($"{session}", '2') })]);
        await using var host = await MessageHost.StartAsync(bus, Visits, Restless);
        var running = await host.Invoker.NextAsync(4);
        running.Select(call => call.Text("SessionId")).ShouldBeUnique();
        host.Invoker.IsIdle.ShouldBeTrue();
        foreach (var call in running)
        {
            call.Succeed();
        }

        foreach (var call in await host.Invoker.NextAsync(4))
        {
            call.Succeed();
        }
    }

    [Fact]
    public async Task A_session_that_no_function_holds_is_refused()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Visits);
        await bus.SendAsync("visits", Of("one", 'a'));
        var call = await host.Invoker.NextAsync();
        call.Succeed();
        await host.StopAsync();
        var refusal = await Should.ThrowAsync<RpcException>(host.Worker.GetSessionStateAsync("one"));
        refusal.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        refusal.Status.Detail.ShouldBe("No session 'one' is held: it was never accepted, or its invocation has ended.");
    }

    [Fact]
    public async Task The_lock_of_a_message_of_a_session_is_that_of_the_session()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await MessageHost.StartAsync(bus, Visits);
        await bus.SendAsync("visits", Of("one", 'a'));
        var call = await host.Invoker.NextAsync();
        var refusal = await Should.ThrowAsync<RpcException>(host.Worker.RenewMessageLockAsync(call.LockToken));
        refusal.Status.Detail.ShouldStartWith("A message of a session is locked with its session.");
        call.Succeed();
    }

    [Fact]
    public async Task A_session_is_given_up_for_another_after_its_idle_time()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", Of("one", 'a'), Of("two", 'b'));
        await using var host = await MessageHost.StartAsync(
            bus, Visits, """{ "sessionIdleTimeout": "00:00:00.3", "maxConcurrentSessions": 1 }""");
        foreach (var expected in new[] { "one", "two" })
        {
            var call = await host.Invoker.NextAsync();
            call.Text("SessionId").ShouldBe(expected);
            call.Succeed();
        }

        host.Logs.At(LogLevel.Error).ShouldBeEmpty();
    }

    private static DateTimeOffset LockedUntil(Invocation call) => System.Text.Json.JsonDocument
        .Parse(call.Input.Metadata["SessionActions"].Json).RootElement.GetProperty("SessionLockedUntil").GetDateTimeOffset();

    private static ServiceBusMessage Of(string session, char body) =>
        new($"{body}") { SessionId = session, MessageId = Guid.NewGuid().ToString() };
}
