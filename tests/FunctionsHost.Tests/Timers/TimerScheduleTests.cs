using System.Globalization;
using CsCheck;
using Integration.Local.FunctionsHost.Timers;

namespace Integration.Local.FunctionsHost.Tests.Timers;

public sealed class TimerScheduleTests
{
    private static readonly Gen<TimerSchedule> Schedules = Gen.OneOf(
        Gen.Int[1, 100_000].Select(seconds => Utc(TimeSpan.FromSeconds(seconds).ToString())!),
        Gen.Select(Gen.Int[0, 59], Gen.Int[1, 30], Gen.Int[0, 23]).Select((second, minutes, hour) =>
            Utc($"{second} */{minutes} {hour},12 * * *")!));

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
        Utc(text)!.After(new DateTime(2026, 3, 1, 12, 1, 30, DateTimeKind.Utc))
            .ToString("yyyy-MM-ddTHH:mm:ssK").ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("61 * * * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("-00:01:00")]
    [InlineData("00:00:00")]
    public void What_is_neither_cron_nor_interval_is_no_schedule(string text) => Utc(text).ShouldBeNull();

    [Theory]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0,10 0 12 * * *", true)]
    [InlineData("00:00:59", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("00:01:00", false)]
    [InlineData("0 0 0 30 2 *", false)]
    public void More_than_once_a_minute_is_frequent(string text, bool expected) =>
        Utc(text)!.IsFrequent(DateTime.UnixEpoch).ShouldBe(expected);

    [Theory]
    [InlineData("0 30 1 * * *", "2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("0 30 1,13 * * *", "2026-11-01T05:30:00Z", "2026-11-01T18:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("0 */30 * * * *", "2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z", "2026-11-01T07:00:00Z")]
    public void Where_clocks_are_put_back_a_named_hour_comes_once_and_every_hour_comes(string text, string time, params string[] expected) =>
        InToronto(text, time, expected.Length).ShouldBe(expected);

    [Theory]
    [InlineData("0 30 2 * * *", "2026-03-08T06:00:00Z", "2026-03-08T07:30:00Z", "2026-03-09T06:30:00Z")]
    [InlineData("0 0 3 * * *", "2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z", "2026-03-09T07:00:00Z")]
    [InlineData("0 */30 * * * *", "2026-03-08T06:00:00Z", "2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z", "2026-03-08T07:30:00Z")]
    [InlineData("0 0 0 1 7 *", "2026-01-01T00:00:00Z", "2026-07-01T04:00:00Z", "2027-07-01T04:00:00Z")]
    public void Where_clocks_are_put_forward_no_named_hour_is_lost(string text, string time, params string[] expected) =>
        InToronto(text, time, expected.Length).ShouldBe(expected);

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

    private static TimerSchedule? Utc(string text) => TimerSchedule.Parse(text, TimeZoneInfo.Utc);

    private static List<string> InToronto(string text, string time, int count)
    {
        var schedule = TimerSchedule.Parse(text, TimeZoneInfo.FindSystemTimeZoneById("America/Toronto"))!;
        var occurrences = new List<string>();
        for (var last = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).UtcDateTime; occurrences.Count < count;)
        {
            last = schedule.After(last);
            occurrences.Add(last.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture));
        }

        return occurrences;
    }
}
