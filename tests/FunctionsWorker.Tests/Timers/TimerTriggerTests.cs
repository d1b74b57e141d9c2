using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Tests.Timers;

public sealed class TimerTriggerTests
{
    private const string EveryFiveMinutes = "0 */5 * * * *";
    private static readonly TimeSpan ToTheNext = new(0, 3, 30);

    private readonly WatchedTime _time = new();
    private readonly Diary _diary = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_runs_whenever_its_cron_expression_says()
    {
        await using var host = await StartAsync<ScheduledFunctions.Plain>(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00");
        await _time.PassAsync(TimeSpan.FromMinutes(5), Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:10:00");
    }

    [Fact]
    public async Task A_timer_runs_at_an_interval_from_its_start()
    {
        await using var host = await StartAsync<ScheduledFunctions.Plain>("00:07:00");
        await _time.PassAsync(TimeSpan.FromMinutes(7), Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:08:30");
    }

    [Fact]
    public async Task A_timer_waits_for_months_if_it_has_to()
    {
        await using var host = await StartAsync<ScheduledFunctions.Plain>("30 1 12 1 6 *");
        for (var day = new DateOnly(2026, 3, 1); day < new DateOnly(2026, 6, 1); day = day.AddDays(1))
        {
            _diary.IsEmpty.ShouldBeTrue();
            await _time.PassAsync(TimeSpan.FromDays(1), Token);
        }

        (await _diary.ReadAsync()).ShouldBe("due 12:01:30");
    }

    [Fact]
    public async Task A_timer_that_runs_on_startup_runs_then_too()
    {
        await using var host = await StartAsync<ScheduledFunctions.Eager>(EveryFiveMinutes);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00");
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00");
    }

    [Fact]
    public async Task What_was_missed_while_the_host_was_down_runs_once_at_the_next_start()
    {
        await using var host = await StartAsync<ScheduledFunctions.Plain>(EveryFiveMinutes);
        await host.RestartAsync(() => _time.Advance(TimeSpan.FromHours(1)));
        (await _diary.ReadAsync()).ShouldBe("late 12:05:00");
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due 13:05:00");
    }

    [Fact]
    public async Task What_was_not_missed_does_not_run_at_the_next_start()
    {
        await using var host = await StartAsync<ScheduledFunctions.Plain>(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00");
        await host.RestartAsync(() => _time.Advance(TimeSpan.FromMinutes(4)));
        await _time.PassAsync(TimeSpan.FromMinutes(1), Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:10:00");
    }

    [Fact]
    public async Task A_timer_without_a_monitor_forgets_what_it_missed()
    {
        await using var host = await StartAsync<ScheduledFunctions.Careless>(EveryFiveMinutes);
        await host.RestartAsync(() => _time.Advance(TimeSpan.FromHours(1)));
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due unmonitored");
    }

    [Fact]
    public async Task A_timer_that_comes_more_than_once_a_minute_has_no_monitor()
    {
        await using var host = await StartAsync<ScheduledFunctions.Plain>("*/30 * * * * *");
        await _time.PassAsync(TimeSpan.FromSeconds(30), Token);
        (await _diary.ReadAsync()).ShouldBe("due unmonitored");
    }

    [Fact]
    public async Task A_failed_run_is_retried_as_its_attribute_says_and_the_schedule_goes_on()
    {
        await using var host = await StartAsync<ScheduledFunctions.Stubborn>(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00 0/2");
        await _time.PassAsync(TimeSpan.FromSeconds(5), Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00 1/2");
        await _time.PassAsync(TimeSpan.FromSeconds(8), Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00 2/2");
        await _time.PassAsync(new TimeSpan(0, 4, 47), Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:10:00 0/2");
        host.Logs.At(LogLevel.Error).ShouldContain(log => log.Contains("Stubborn") && log.Contains("no luck"));
    }

    [Fact]
    public async Task A_run_that_took_longer_than_its_interval_is_followed_by_one_run_at_once()
    {
        await using var host = await StartAsync<ScheduledFunctions.Slow>(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00");
        _time.Advance(TimeSpan.FromMinutes(17));
        _diary.Finish.SetResult();
        (await _diary.ReadAsync()).ShouldBe("finished");
        (await _diary.ReadAsync()).ShouldBe("due 12:10:00");
        (await _diary.ReadAsync()).ShouldBe("finished");
        await _time.PassAsync(TimeSpan.FromMinutes(3), Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:25:00");
    }

    [Fact]
    public async Task A_stopping_host_lets_a_run_finish()
    {
        await using var host = await StartAsync<ScheduledFunctions.Slow>(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        await _diary.ReadAsync();
        var stop = host.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        _diary.Finish.SetResult();
        await stop;
        (await _diary.ReadAsync()).ShouldBe("finished");
    }

    [Fact]
    public async Task A_run_that_the_stop_of_the_host_cut_short_counts_as_missed()
    {
        await using var host = await StartAsync<ScheduledFunctions.Slow>(EveryFiveMinutes);
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due 12:05:00");
        var restart = host.RestartAsync();
        _time.Advance(TimeSpan.FromSeconds(30) * 0.75);
        await restart;
        (await _diary.ReadAsync()).ShouldBe("late 12:05:00");
        _diary.Finish.SetResult();
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_counts_as_none_and_is_told()
    {
        await using var host = await StartAsync<ScheduledFunctions.Plain>(EveryFiveMinutes);
        var file = Path.Combine(host.DataDirectory, "timers", "Plain.json");
        File.Exists(file).ShouldBeTrue();
        await host.RestartAsync(() =>
        {
            File.WriteAllText(file, "{");
            _time.Advance(TimeSpan.FromHours(1));
        });
        host.Logs.At(LogLevel.Warning).ShouldContain(log => log.Contains(file));
        await _time.PassAsync(ToTheNext, Token);
        (await _diary.ReadAsync()).ShouldBe("due 13:05:00");
    }

    private Task<TestHost> StartAsync<T>(string schedule) => TestHost.StartAsync(
        builder => builder.Services.AddSingleton(_diary).AddSingleton<TimeProvider>(_time), [$"--Schedule={schedule}"], typeof(T));
}
