using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.Timers;

/// <summary>A function with its schedule.</summary>
/// <param name="Function">What to run.</param>
/// <param name="Schedule">When.</param>
/// <param name="Zone">In which its times are told to it.</param>
/// <param name="RunsOnStartup">Whether it runs at each start too.</param>
/// <param name="IsMonitored">Whether an occurrence that was missed while the host was down is made up for.</param>
internal sealed record TimerFunction(
    HostedFunction Function, TimerSchedule Schedule, TimeZoneInfo Zone, bool RunsOnStartup, bool IsMonitored);
