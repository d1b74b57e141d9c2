namespace Integration.Local.FunctionsHost.Timers;

/// <summary>Where a timer stands: its last run, the next occurrence, and what that was reckoned from. Times are UTC.</summary>
/// <param name="Last">When it ran last; <see cref="DateTime.MinValue"/> before the first run.</param>
/// <param name="Next">When it is due.</param>
/// <param name="LastUpdated">The time after which <paramref name="Next"/> is the first occurrence.</param>
internal sealed record TimerState(DateTime Last, DateTime Next, DateTime LastUpdated)
{
    /// <summary>Of a timer that has never run.</summary>
    public static TimerState New(TimerSchedule schedule, DateTime now) => new(default, schedule.After(now), now);

    /// <summary>Takes a stored state up; reckons anew where the schedule has changed since.</summary>
    public TimerState Resume(TimerSchedule schedule, DateTime now)
    {
        var next = schedule.After(LastUpdated);
        return next == Next ? this : next < now ? New(schedule, now) : new TimerState(default, next, LastUpdated);
    }

    /// <summary>After a run at a time.</summary>
    public static TimerState Ran(TimerSchedule schedule, DateTime at) => new(at, schedule.After(at), at);

    public bool IsDue(DateTime now) => Next <= now;
}
