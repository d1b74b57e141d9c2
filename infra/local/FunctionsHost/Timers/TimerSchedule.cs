using System.Globalization;
using NCrontab;

namespace Integration.Local.FunctionsHost.Timers;

/// <summary>When a timer is due. Times are UTC; a cron expression is read in a time zone.</summary>
internal abstract record TimerSchedule
{
    private const int Sample = 10;
    private static readonly TimeSpan _frequent = TimeSpan.FromMinutes(1);

    /// <summary>The first occurrence after a time; <see cref="DateTime.MaxValue"/>: there is none.</summary>
    public abstract DateTime After(DateTime time);

    /// <summary>Whether it comes more than once a minute, so that a missed occurrence is not worth making up for.</summary>
    public bool IsFrequent(DateTime now)
    {
        for (var (i, time) = (0, After(now)); i < Sample && time < DateTime.MaxValue; i++)
        {
            var next = After(time);
            if (next - time < _frequent)
            {
                return true;
            }

            time = next;
        }

        return false;
    }

    /// <summary>Reads a cron expression of six fields (five: at second 0), or an interval as <c>hh:mm:ss</c>.</summary>
    /// <returns>Null where it is neither.</returns>
    public static TimerSchedule? Parse(string text, TimeZoneInfo zone)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields.Length == 6 }) is { } cron)
        {
            return new CronSchedule(cron, zone, NamesHours(fields[^4]));
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new IntervalSchedule(interval)
            : null;
    }

    private static bool NamesHours(string hours) => hours.All(character => char.IsAsciiDigit(character) || character == ',');

    private sealed record IntervalSchedule(TimeSpan Length) : TimerSchedule
    {
        public override DateTime After(DateTime time) => time + Length;
    }

    /// <param name="Cron">In the time of a wall clock.</param>
    /// <param name="Zone">Where the clock hangs.</param>
    /// <param name="IsAtHours">
    /// Whether it names hours. Such a time comes once where clocks are put back, and where they are put forward it comes as if they had not
    /// been. Whatever comes every hour, or every few, goes by the hours that there are.
    /// </param>
    private sealed record CronSchedule(CrontabSchedule Cron, TimeZoneInfo Zone, bool IsAtHours) : TimerSchedule
    {
        public override DateTime After(DateTime time)
        {
            var offset = Zone.GetUtcOffset(time);
            var next = After(time, offset);
            if (next == DateTime.MaxValue || Comes(next, offset) || IsSkipped(next, offset))
            {
                return next;
            }

            // The clocks are changed until then.
            var changed = Zone.GetUtcOffset(next);
            for (next = After(time, changed); next < DateTime.MaxValue && !Comes(next, changed);)
            {
                next = After(next, changed);
            }

            return next;
        }

        private DateTime After(DateTime time, TimeSpan offset)
        {
            var local = Cron.GetNextOccurrence(LocalOf(time, offset));
            return local >= DateTime.MaxValue.AddDays(-1) ? DateTime.MaxValue : DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
        }

        private bool Comes(DateTime next, TimeSpan offset) => Zone.GetUtcOffset(next) == offset && !(IsAtHours && IsRepeated(next, offset));

        private bool IsSkipped(DateTime next, TimeSpan offset) => IsAtHours && Zone.IsInvalidTime(LocalOf(next, offset));

        private bool IsRepeated(DateTime next, TimeSpan offset) =>
            LocalOf(next, offset) is var local && Zone.IsAmbiguousTime(local) && offset == Zone.GetAmbiguousTimeOffsets(local).Min();

        private static DateTime LocalOf(DateTime time, TimeSpan offset) => DateTime.SpecifyKind(time + offset, DateTimeKind.Unspecified);
    }
}
