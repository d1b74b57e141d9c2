using Microsoft.Extensions.Time.Testing;

namespace Integration.Workflows.Tests.Packs;

/// <summary>
/// The engine's clock in a case that nobody else works on: once the orchestration waits for a timer, nothing else can happen, so time goes
/// on to there at once, or to the deadline that is waited for.
/// </summary>
/// <param name="time">The clock of everything else.</param>
/// <param name="deadline">The next deadline that somebody waits for; null for none.</param>
internal sealed class CaseClock(FakeTimeProvider time, Func<DateTimeOffset?> deadline) : TimeProvider
{
    private readonly Lock _gate = new();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new InstantTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void GoTo(DateTimeOffset due)
    {
        lock (_gate)
        {
            var until = deadline() is { } far && far > due ? far : due;
            var now = time.GetUtcNow();
            if (until > now)
            {
                time.Advance(until - now);
            }
        }
    }

    private sealed class InstantTimer(CaseClock clock, Action fire) : ITimer
    {
        private int _set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var set = Interlocked.Increment(ref _set);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                var due = clock.GetUtcNow() + dueTime;
                ThreadPool.QueueUserWorkItem(_ => Fire(set, due));
            }

            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _set);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int set, DateTimeOffset due)
        {
            if (Volatile.Read(ref _set) == set)
            {
                clock.GoTo(due);
                fire();
            }
        }
    }
}
