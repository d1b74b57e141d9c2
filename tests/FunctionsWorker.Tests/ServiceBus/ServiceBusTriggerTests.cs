using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.HostJson;
using Integration.Local.FunctionsWorker.ServiceBus;
using Integration.Local.FunctionsWorker.Tests.Durable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

public sealed class ServiceBusTriggerTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly Diary _diary = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_is_read_from_json_and_queue_and_connection_come_from_settings()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await TestHost.StartAsync(
            builder => builder.Services.AddSingleton(_diary),
            ["--Queue=orders", $"--ConnectionStrings:Bus={bus.ConnectionString}"],
            typeof(MessageFunctions.ReadOrder));
        await bus.SendAsync("orders", """{"fruit":"apples","count":3}""");
        (await _diary.ReadAsync()).ShouldBe("3 apples");
    }

    [Fact]
    public async Task A_subscription_starts_a_function()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.ReadNews));
        await bus.SendAsync("news", "spring");
        (await _diary.ReadAsync()).ShouldBe("spring");
    }

    [Fact]
    public async Task As_many_messages_run_at_once_as_host_json_says()
    {
        var room = new PatientFunctions.Room();
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(
            _diary, builder => builder.Services.AddSingleton(room), typeof(MessageFunctions.Crowded));
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        (await room.EnteredAsync(4, Token)).ShouldBe(4);
        room.Open.SetResult();
        (await room.EnteredAsync(6, Token)).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Messages_of_a_session_come_in_order_and_share_its_state()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Visit));
        await bus.SendAsync("visits", [.. "abc".SelectMany(step => new[] { Of("one", step), Of("two", step) })]);
        var read = await _diary.ReadAsync(6);
        read.Where(line => line.StartsWith("one", StringComparison.Ordinal)).ShouldBe(["one a", "one ab", "one abc"]);
        read.Where(line => line.StartsWith("two", StringComparison.Ordinal)).ShouldBe(["two a", "two ab", "two abc"]);
    }

    [Fact]
    public async Task As_many_sessions_run_at_once_as_host_json_says_and_one_message_of_each()
    {
        var room = new PatientFunctions.Room();
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", [.. "abcdef".SelectMany(session => new[] { Of($"{session}", '1'), Of($"{session}", '2') })]);
        await using var host = await bus.HostAsync(
            _diary, builder => builder.Services.AddSingleton(room), typeof(MessageFunctions.WaitTogether));
        (await room.EnteredAsync(4, Token)).ShouldBe(4);
        room.Open.SetResult();
        (await room.EnteredAsync(8, Token)).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_session_that_is_released_comes_again_with_its_next_message()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", Of("one", 'a'), Of("one", 'b'));
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.VisitOnce));
        (await _diary.ReadAsync()).ShouldBe("one True");
        (await _diary.ReadAsync()).ShouldBe("one True");
    }

    [Fact]
    public async Task A_batch_is_of_one_session()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", Of("one", 'a'), Of("one", 'b'), Of("two", 'c'));
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.BatchOfSession));
        (await _diary.ReadAsync(3)).ShouldBe(["a True", "b True", "c True"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("traceparent")]
    [InlineData("Diagnostic-Id")]
    public async Task The_trace_of_a_message_goes_on_in_its_function(string property)
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Traced));
        await bus.SendAsync("orders", new ServiceBusMessage("apples")
        {
            ApplicationProperties = { [property] = Trace, ["tracestate"] = "shop=7" },
        });
        (await _diary.ReadAsync()).ShouldBe($"{Trace} shop=7 True");
    }

    [Fact]
    public async Task A_message_starts_an_orchestration()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Begin), typeof(MessageFunctions.Deliver));
        await bus.SendAsync("orders", "apples");
        (await _diary.ReadAsync()).ShouldBe("delivered apples");
    }

    [Fact]
    public async Task Messages_are_taken_only_when_the_whole_host_is_up()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", "apples");
        await using var host = await bus.HostAsync(
            _diary, builder => builder.Services.AddHostedService<DiaryOfHost>(), typeof(MessageFunctions.LookAround));
        (await _diary.ReadAsync()).ShouldBe("host started");
        (await _diary.ReadAsync()).ShouldBe("1 1");
    }

    [Fact]
    public async Task A_stopping_host_takes_no_more_messages_and_stops_nothing_else_until_its_functions_have_finished()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(
            _diary,
            builder => builder.Services.AddHostedService<DiaryOfHost>(),
            typeof(MessageFunctions.Slow),
            typeof(Middleware.GuardedFunctions));
        (await _diary.ReadAsync()).ShouldBe("host started");
        await bus.SendAsync("orders", "a", "a", "a", "a");
        (await _diary.ReadAsync(4)).ShouldBe(["a", "a", "a", "a"]);

        var stop = host.StopAsync();
        await bus.SendAsync("orders", "b");
        (await host.GetAsync("/api/open")).Body.ShouldBe("GET");
        _diary.Finish.SetResult();
        await stop;

        (await _diary.ReadAsync(5)).ShouldBe(["finished", "finished", "finished", "finished", "host stops"]);
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem().Body.ToString().ShouldBe("b");
    }

    [Fact]
    public async Task A_message_whose_function_the_stop_cuts_short_comes_again()
    {
        var time = new FakeTimeProvider();
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(
            _diary, builder => builder.Services.AddSingleton<TimeProvider>(time), typeof(MessageFunctions.Slow));
        await bus.SendAsync("orders", "apples");
        (await _diary.ReadAsync()).ShouldBe("apples");

        var restart = host.RestartAsync();
        time.Advance(TimeSpan.FromSeconds(30) * 0.75);
        await restart;
        _diary.Finish.SetResult();

        // The host that stops may be given it once more.
        var again = await _diary.ReadAsync();
        again.ShouldBe("apples");
        while (again == "apples")
        {
            again = await _diary.ReadAsync();
        }

        again.ShouldBe("finished");
        host.Logs.At(LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public void What_host_json_says_goes_to_the_processors()
    {
        var settings = new ServiceBusSettings
        {
            PrefetchCount = 2,
            MaxConcurrentCalls = 3,
            MaxConcurrentSessions = 4,
            MaxConcurrentCallsPerSession = 5,
            MaxAutoLockRenewalDuration = TimeSpan.FromMinutes(6),
            SessionIdleTimeout = TimeSpan.FromSeconds(7),
        };
        QueueListener.OptionsOf(settings, completesMessages: false).ShouldSatisfyAllConditions(
            options => options.PrefetchCount.ShouldBe(2),
            options => options.MaxConcurrentCalls.ShouldBe(3),
            options => options.MaxAutoLockRenewalDuration.ShouldBe(TimeSpan.FromMinutes(6)),
            options => options.AutoCompleteMessages.ShouldBeFalse());
        SessionListener.OptionsOf(settings, completesMessages: false).ShouldSatisfyAllConditions(
            options => options.PrefetchCount.ShouldBe(2),
            options => options.MaxConcurrentSessions.ShouldBe(4),
            options => options.MaxConcurrentCallsPerSession.ShouldBe(5),
            options => options.MaxAutoLockRenewalDuration.ShouldBe(TimeSpan.FromMinutes(6)),
            options => options.SessionIdleTimeout.ShouldBe(TimeSpan.FromSeconds(7)),
            options => options.AutoCompleteMessages.ShouldBeFalse());
    }

    private static ServiceBusMessage Of(string session, char body) => new($"{body}") { SessionId = session };
}
