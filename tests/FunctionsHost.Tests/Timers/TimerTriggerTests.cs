using System.Text.Json;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Tests.Triggers;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.Timers;

public sealed class TimerTriggerTests
{
    private const string EveryFiveMinutes = """{ "schedule": "0 */5 * * * *" }""";
    private static readonly TimeSpan ToTheNext = new(0, 3, 30);

    private readonly WatchedTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_runs_whenever_its_cron_expression_says()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        await RunsAsync(host, "due 12:05:00");
        await _time.PassAsync(TimeSpan.FromMinutes(5), Token);
        await RunsAsync(host, "due 12:10:00");
    }

    [Fact]
    public async Task A_timer_runs_at_an_interval_from_its_start_and_its_schedule_may_be_a_setting()
    {
        await using var host = await TimerHost.StartAsync(_time, """{ "schedule": "%Every%" }""", ("Every", "00:07:00"));
        await _time.PassAsync(TimeSpan.FromMinutes(7), Token);
        await RunsAsync(host, "due 12:08:30");
    }

    [Fact]
    public async Task A_timer_waits_for_months_if_it_has_to()
    {
        await using var host = await StartAsync("""{ "schedule": "30 1 12 1 6 *" }""");
        for (var day = new DateOnly(2026, 3, 1); day < new DateOnly(2026, 6, 1); day = day.AddDays(1))
        {
            host.Invoker.IsIdle.ShouldBeTrue();
            await _time.PassAsync(TimeSpan.FromDays(1), Token);
        }

        await RunsAsync(host, "due 12:01:30");
    }

    [Fact]
    public async Task A_timer_that_runs_on_startup_runs_then_too()
    {
        await using var host = await StartAsync("""{ "schedule": "0 */5 * * * *", "runOnStartup": true }""");
        await RunsAsync(host, "due 12:05:00");
        await _time.PassAsync(ToTheNext, Token);
        await RunsAsync(host, "due 12:05:00");
    }

    [Fact]
    public async Task What_was_missed_while_the_host_was_down_runs_exactly_once_however_often_the_host_starts_afterwards()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await host.RestartAsync(() => _time.Advance(TimeSpan.FromHours(1)));
        await RunsAsync(host, "late 12:05:00");
        await KeptAsync(host, next: "13:05:00");
        await host.RestartAsync();
        await host.RestartAsync();
        host.Invoker.IsIdle.ShouldBeTrue();
        await _time.PassAsync(ToTheNext, Token);
        await RunsAsync(host, "due 13:05:00");
    }

    [Fact]
    public async Task What_was_missed_is_not_lost_where_the_next_start_is_cut_short_too()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await host.RestartAsync(() => _time.Advance(TimeSpan.FromHours(1)));
        Described(await host.Invoker.NextAsync()).ShouldBe("late 12:05:00");
        await host.RestartAsync();
        await RunsAsync(host, "late 12:05:00");
        await KeptAsync(host, next: "13:05:00");
        await host.RestartAsync();
        host.Invoker.IsIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_missed_and_runs_on_startup_runs_once()
    {
        await using var host = await StartAsync("""{ "schedule": "0 */5 * * * *", "runOnStartup": true }""");
        await RunsAsync(host, "due 12:05:00");
        await KeptAsync(host, next: "12:05:00");
        await host.RestartAsync(() => _time.Advance(TimeSpan.FromHours(1)));
        await RunsAsync(host, "late 12:05:00");
        await KeptAsync(host, next: "13:05:00");
        host.Invoker.IsIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_not_missed_does_not_run_at_the_next_start()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        await RunsAsync(host, "due 12:05:00");
        await KeptAsync(host, next: "12:10:00");
        await host.RestartAsync(() => _time.Advance(TimeSpan.FromMinutes(4)));
        await _time.PassAsync(TimeSpan.FromMinutes(1), Token);
        await RunsAsync(host, "due 12:10:00");
    }

    [Fact]
    public async Task A_timer_without_a_monitor_forgets_what_it_missed()
    {
        await using var host = await StartAsync("""{ "schedule": "0 */5 * * * *", "useMonitor": false }""");
        await host.RestartAsync(() => _time.Advance(TimeSpan.FromHours(1)));
        await _time.PassAsync(ToTheNext, Token);
        await RunsAsync(host, "due unmonitored");
        File.Exists(host.StateFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_timer_that_comes_more_than_once_a_minute_has_no_monitor()
    {
        await using var host = await StartAsync("""{ "schedule": "*/30 * * * * *" }""");
        await _time.PassAsync(TimeSpan.FromSeconds(30), Token);
        await RunsAsync(host, "due unmonitored");
    }

    [Fact]
    public async Task A_run_that_fails_is_told_and_the_schedule_goes_on()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        (await host.Invoker.NextAsync()).Fail();
        await _time.PassAsync(TimeSpan.FromMinutes(5), Token);
        await RunsAsync(host, "due 12:10:00");
        host.Logs.At(LogLevel.Error).ShouldHaveSingleItem().ShouldBe("Tick: its run failed. no such fruit ");
    }

    [Fact]
    public async Task A_run_whose_worker_is_lost_counts_as_missed_and_begins_again()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        (await host.Invoker.NextAsync()).LoseWorker();
        await RunsAsync(host, "late 12:05:00");
        await _time.PassAsync(TimeSpan.FromMinutes(5), Token);
        await RunsAsync(host, "due 12:10:00");
    }

    [Fact]
    public async Task A_function_that_ends_its_worker_each_time_is_given_up_until_its_next_occurrence()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        foreach (var call in await LosesAsync(host, workers: 5))
        {
            call.ShouldEndWith("12:05:00");
        }

        await _time.PassAsync(TimeSpan.FromMinutes(5), Token);
        await RunsAsync(host, "due 12:10:00");
        host.Logs.At(LogLevel.Error).ShouldHaveSingleItem().ShouldContain("the worker ended with code 137");
    }

    [Fact]
    public async Task A_run_that_took_longer_than_its_interval_is_followed_by_one_run_at_once()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        var slow = await host.Invoker.NextAsync();
        _time.Advance(TimeSpan.FromMinutes(17));
        slow.Succeed();
        await RunsAsync(host, "due 12:10:00");
        await _time.PassAsync(TimeSpan.FromMinutes(3), Token);
        await RunsAsync(host, "due 12:25:00");
    }

    [Fact]
    public async Task A_stopping_host_lets_a_run_finish()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        var call = await host.Invoker.NextAsync();
        var stop = host.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        call.Succeed();
        await stop;
        await KeptAsync(host, next: "12:10:00");
    }

    [Fact]
    public async Task A_run_that_the_stop_of_the_host_cut_short_counts_as_missed()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        var call = await host.Invoker.NextAsync();
        await host.RestartAsync();
        call.Cancellation.IsCancellationRequested.ShouldBeTrue();
        await RunsAsync(host, "late 12:05:00");
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_counts_as_none_and_is_told()
    {
        await using var host = await StartAsync(EveryFiveMinutes);
        await host.RestartAsync(() =>
        {
            File.WriteAllText(host.StateFile, "{");
            _time.Advance(TimeSpan.FromHours(1));
        });
        host.Logs.At(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain(host.StateFile);
        await _time.PassAsync(ToTheNext, Token);
        await RunsAsync(host, "due 13:05:00");
    }

    [Theory]
    [InlineData("WEBSITE_TIME_ZONE")]
    [InlineData("TZ")]
    public async Task A_cron_expression_is_read_in_the_time_zone_of_the_settings(string setting)
    {
        await using var host = await TimerHost.StartAsync(_time, """{ "schedule": "0 0 9 * * *" }""", (setting, "America/Toronto"));
        await _time.PassAsync(new TimeSpan(1, 58, 30), Token);
        var call = await host.Invoker.NextAsync();
        StatusOf(call).GetProperty("Next").GetString().ShouldBe("2026-03-01T09:00:00.0000000-05:00");
        StatusOf(call).GetProperty("Last").GetString().ShouldBe("0001-01-01T00:00:00");
        call.Succeed();
    }

    [Theory]
    [InlineData("""{ "schedule": "daily" }""", "the schedule 'daily' is neither a cron expression of six fields, seconds first, nor a time as hh:mm:ss.")]
    [InlineData("""{ "schedule": "0 0 0 30 2 *" }""", "the schedule '0 0 0 30 2 *' never comes. Give a day that its month has.")]
    [InlineData("""{ "schedule": "%Every%" }""", "the schedule '%Every%' needs the setting 'Every', which is missing. Set it.")]
    public async Task A_schedule_that_cannot_be_kept_is_told_at_the_start(string binding, string said) =>
        (await Should.ThrowAsync<FunctionMistakeException>(() => TimerHost.StartAsync(_time, binding)))
            .Message.ShouldBe($"Function 'Tick': {said}");

    [Fact]
    public async Task A_time_zone_that_there_is_not_is_told_at_the_start() =>
        (await Should.ThrowAsync<FunctionMistakeException>(() => TimerHost.StartAsync(
            _time, EveryFiveMinutes, ("WEBSITE_TIME_ZONE", "Toronto"))))
            .Message.ShouldBe(
                "Function 'Tick': the setting 'WEBSITE_TIME_ZONE' is 'Toronto', which this machine knows no time zone of. "
                + "Set it to one such as America/Toronto, or remove it for UTC.");

    private Task<TimerHost> StartAsync(string binding) => TimerHost.StartAsync(_time, binding);

    private static async Task RunsAsync(TimerHost host, string expected)
    {
        var call = await host.Invoker.NextAsync();
        Described(call).ShouldBe(expected);
        call.Succeed();
    }

    private static async Task<IReadOnlyList<string>> LosesAsync(TimerHost host, int workers)
    {
        var calls = new List<string>();
        while (calls.Count < workers)
        {
            var call = await host.Invoker.NextAsync();
            calls.Add(Described(call));
            call.LoseWorker();
        }

        return calls;
    }

    /// <summary>Waits until the run has been written down, so that a restart comes after it.</summary>
    private static async Task KeptAsync(TimerHost host, string next)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        var kept = $"T{next}Z\",\"LastUpdated";
        while (!(await File.ReadAllTextAsync(host.StateFile, patience.Token)).Contains(kept, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    private static JsonElement StatusOf(Invocation call) =>
        JsonDocument.Parse(call.Input.Trigger.Json).RootElement.GetProperty("ScheduleStatus");

    private static string Described(Invocation call)
    {
        var info = JsonDocument.Parse(call.Input.Trigger.Json).RootElement;
        var next = StatusOf(call) is { ValueKind: JsonValueKind.Object } status
            ? $"{status.GetProperty("Next").GetDateTimeOffset().UtcDateTime:HH:mm:ss}"
            : "unmonitored";
        return $"{(info.GetProperty("IsPastDue").GetBoolean() ? "late" : "due")} {next}";
    }
}
