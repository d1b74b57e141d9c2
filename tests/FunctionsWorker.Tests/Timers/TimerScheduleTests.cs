using CsCheck;
using Integration.Local.FunctionsWorker.Timers;

namespace Integration.Local.FunctionsWorker.Tests.Timers;

public sealed class TimerScheduleTests
{
    private static readonly Gen<TimerSchedule> Schedules = Gen.OneOf(
        Gen.Int[1, 100_000].Select(seconds => TimerSchedule.Parse(TimeSpan.FromSeconds(seconds).ToString())!),
        Gen.Select(Gen.Int[0, 59], Gen.Int[1, 30], Gen.Int[0, 23]).Select((second, minutes, hour) =>
            TimerSchedule.Parse($"{second} */{minutes} {hour},12 * * *")!));

    private static readonly Gen<DateTime> Times =
        Gen.Long[0, TimeSpan.FromDays(3650).Ticks].Select(ticks => DateTime.UnixEpoch.AddTicks(ticks));

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T12:05:00Z")]
    [InlineData("*/5 * * * *", "2026-03-01T12:05:00Z")]
    [InlineData("0 0 9 * * Mon-Fri", "2026-03-02T09:00:00Z")]
    [InlineData("15,45 1 12 * * *", "2026-03-01T12:01:45Z")]
    [InlineData("0 0 0 29 2 *", "2028-02-29T00:00:00Z")]
    [InlineData("01:00:00", "2026-03-01T13:01:30Z")]
    [InlineData("24:00:00", "2026-03-25T12:01:30Z")]
    public void An_occurrence_is_the_first_after_a_time(string text, string expected) =>
        TimerSchedule.Parse(text)!.After(new DateTime(2026, 3, 1, 12, 1, 30, DateTimeKind.Utc))
            .ToString("yyyy-MM-ddTHH:mm:ssK").ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("61 * * * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("-00:01:00")]
    [InlineData("00:00:00")]
    public void What_is_neither_cron_nor_interval_is_no_schedule(string text) => TimerSchedule.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0,10 0 12 * * *", true)]
    [InlineData("00:00:59", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("00:01:00", false)]
    [InlineData("0 0 0 30 2 *", false)]
    public void More_than_once_a_minute_is_frequent(string text, bool expected) =>
        TimerSchedule.Parse(text)!.IsFrequent(DateTime.UnixEpoch).ShouldBe(expected);

    [Fact]
    public void An_occurrence_is_later_than_the_time_before_it_and_no_other_is_between() =>
        Gen.Select(Schedules, Times, Gen.Double[0, 1]).Sample((schedule, time, share) =>
        {
            var next = schedule.After(time);
            next.ShouldBeGreaterThan(time);
            schedule.After(time + ((next - time) * share * 0.999)).ShouldBeGreaterThanOrEqualTo(next);
        });

    [Fact]
    public void A_state_is_taken_up_as_it_was_while_its_schedule_is_the_same() =>
        Gen.Select(Schedules, Times, Times).Sample((schedule, ran, now) =>
        {
            var state = TimerState.Ran(schedule, ran);
            state.Resume(schedule, now).ShouldBe(state);
            state.IsDue(now).ShouldBe(schedule.After(ran) <= now);
        });

    [Fact]
    public void A_changed_schedule_is_never_late() =>
        Gen.Select(Schedules, Schedules, Times, Times).Sample((before, after, ran, now) =>
        {
            var state = TimerState.Ran(before, ran);
            if (after.After(ran) != state.Next)
            {
                state.Resume(after, now).IsDue(now.AddTicks(-1)).ShouldBeFalse();
            }
        });
}
