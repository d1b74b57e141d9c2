using System.Collections.Concurrent;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.DurableTask.Sqlite.Tests.Scheduling;

public sealed class WakeQueueTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<string> _woken = [];

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    [Fact]
    public void Instances_are_called_in_the_order_of_their_times_not_before_them()
    {
        using var queue = new WakeQueue<string>(_clock, _woken.Enqueue);
        queue.Add("second", Now.AddMinutes(2));
        queue.Add("first", Now.AddMinutes(1));

        _clock.Advance(TimeSpan.FromSeconds(59));
        _woken.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromMinutes(2));

        _woken.ShouldBe(["first", "second"]);
    }

    [Fact]
    public void A_time_months_ahead_is_kept()
    {
        using var queue = new WakeQueue<string>(_clock, _woken.Enqueue);
        queue.Add("far", Now.AddDays(200));

        foreach (var _ in Enumerable.Range(0, 199))
        {
            _clock.Advance(TimeSpan.FromDays(1));
        }

        _woken.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromDays(1));
        _woken.ShouldBe(["far"]);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    public void A_clock_that_leaps_while_the_timer_is_being_set_makes_nobody_late(int seconds)
    {
        using var queue = new WakeQueue<string>(new LeapingClock(_clock, TimeSpan.FromSeconds(seconds)), _woken.Enqueue);
        queue.Add("due", Now.AddMinutes(1));

        _clock.Advance(TimeSpan.FromSeconds(60 - seconds));

        _woken.ShouldBe(["due"]);
    }

    /// <summary>Leaps ahead just before a timer is set for the first time.</summary>
    private sealed class LeapingClock(FakeTimeProvider clock, TimeSpan leap) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new LeapingTimer(clock.CreateTimer(callback, state, dueTime, period), () => clock.Advance(leap));
    }

    private sealed class LeapingTimer(ITimer timer, Action leap) : ITimer
    {
        private Action? _leap = leap;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Exchange(ref _leap, null)?.Invoke();
            return timer.Change(dueTime, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
