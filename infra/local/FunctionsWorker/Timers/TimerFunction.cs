using Integration.Local.FunctionsWorker.Invocation;

namespace Integration.Local.FunctionsWorker.Timers;

/// <summary>A function with its schedule.</summary>
/// <param name="Function">What to run.</param>
/// <param name="Schedule">When.</param>
/// <param name="RunsOnStartup">Whether it runs at each start too.</param>
/// <param name="IsMonitored">Whether an occurrence that was missed while the host was down is made up for.</param>
/// <param name="Retry">What to do when it fails.</param>
internal sealed record TimerFunction(
    HostedFunction Function, TimerSchedule Schedule, bool RunsOnStartup, bool IsMonitored, RetryPlan Retry);
