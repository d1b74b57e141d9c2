namespace Integration.Local.AppHost.Tests.Demo;

/// <summary>A time in which nobody waits: it stands still, and every timer is due at once.</summary>
internal sealed class HastyTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, TimeSpan.Zero, period);
}
