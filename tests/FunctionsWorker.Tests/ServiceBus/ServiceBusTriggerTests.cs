using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.Tests.Durable;
using Microsoft.Extensions.DependencyInjection;

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
        await using var host = await bus.HostAsync(_diary, builder => builder.Services.AddSingleton(room), typeof(MessageFunctions.Crowded));
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
        var read = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            read.Add(await _diary.ReadAsync());
        }

        read.Where(line => line.StartsWith("one", StringComparison.Ordinal)).ShouldBe(["one a", "one ab", "one abc"]);
        read.Where(line => line.StartsWith("two", StringComparison.Ordinal)).ShouldBe(["two a", "two ab", "two abc"]);
    }

    [Fact]
    public async Task As_many_sessions_run_at_once_as_host_json_says_and_one_message_of_each()
    {
        var room = new PatientFunctions.Room();
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("visits", [.. "abcdef".SelectMany(session => new[] { Of($"{session}", '1'), Of($"{session}", '2') })]);
        await using var host = await bus.HostAsync(_diary, builder => builder.Services.AddSingleton(room), typeof(MessageFunctions.WaitTogether));
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
        string[] read = [await _diary.ReadAsync(), await _diary.ReadAsync(), await _diary.ReadAsync()];
        read.ShouldBe(["a True", "b True", "c True"], ignoreOrder: true);
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
    public async Task Messages_are_taken_only_while_the_whole_host_is_up()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", "apples");
        await using var host = await bus.HostAsync(
            _diary, builder => builder.Services.AddHostedService<DiaryOfHost>(), typeof(MessageFunctions.Slow));
        (await _diary.ReadAsync()).ShouldBe("host started");
        (await _diary.ReadAsync()).ShouldBe("apples");

        var stop = host.StopAsync();
        await bus.SendAsync("orders", "pears");
        _diary.Finish.SetResult();
        await stop;

        (await _diary.ReadAsync()).ShouldBe("finished");
        (await _diary.ReadAsync()).ShouldBe("host stops");
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem().Body.ToString().ShouldBe("pears");
    }

    private static ServiceBusMessage Of(string session, char body) => new($"{body}") { SessionId = session };
}
