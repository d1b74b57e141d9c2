using System.Globalization;
using NCrontab;

namespace Integration.Local.FunctionsWorker.Timers;

/// <summary>When a timer is due. All times are UTC.</summary>
internal abstract record TimerSchedule
{
    private static readonly TimeSpan Frequent = TimeSpan.FromMinutes(1);
    private const int Sample = 10;

    /// <summary>The first occurrence after a time; <see cref="DateTime.MaxValue"/>: there is none.</summary>
    public abstract DateTime After(DateTime time);

    /// <summary>Whether it comes more than once a minute, so that a missed occurrence is not worth making up for.</summary>
    public bool IsFrequent(DateTime now)
    {
        for (var (i, time) = (0, After(now)); i < Sample && time < DateTime.MaxValue; i++)
        {
            var next = After(time);
            if (next - time < Frequent)
            {
                return true;
            }

            time = next;
        }

        return false;
    }

    /// <summary>Reads a cron expression of six fields (five: at second 0), or an interval as <c>hh:mm:ss</c>.</summary>
    /// <returns>Null where it is neither.</returns>
    public static TimerSchedule? Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is { } cron)
        {
            return new Cron(cron);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new Interval(interval)
            : null;
    }

    private sealed record Cron(CrontabSchedule Schedule) : TimerSchedule
    {
        public override DateTime After(DateTime time) => DateTime.SpecifyKind(Schedule.GetNextOccurrence(time), DateTimeKind.Utc);
    }

    private sealed record Interval(TimeSpan Length) : TimerSchedule
    {
        public override DateTime After(DateTime time) => time + Length;
    }
}
