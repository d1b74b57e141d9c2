using Microsoft.Extensions.Time.Testing;

namespace Integration.Workflows.Tests.Packs;

/// <summary>
/// The store's clock in a case that nobody else works on: once the orchestration waits for nothing but time, nothing else can happen, so
/// time goes on to its next timer at once, or to the deadline that is waited for.
/// </summary>
/// <param name="time">The clock of everything else.</param>
/// <param name="waits">Whether the orchestration waits for nothing but time.</param>
/// <param name="deadline">The next deadline that somebody waits for; null for none.</param>
internal sealed class CaseClock(FakeTimeProvider time, Func<Task<bool>> waits, Func<DateTimeOffset?> deadline) : TimeProvider
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private readonly Lock _gate = new();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private Task<bool> WaitsAsync() => waits();

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

    private sealed class LeapingTimer(CaseClock clock, Action fire) : ITimer
    {
        private int _set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var set = Interlocked.Increment(ref _set);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _ = Task.Run(() => FireAsync(set, clock.GetUtcNow() + dueTime));
            }

            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _set);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task FireAsync(int set, DateTimeOffset due)
        {
            while (due > clock.GetUtcNow() && !await clock.WaitsAsync())
            {
                await Task.Delay(Soon);
                if (Volatile.Read(ref _set) != set)
                {
                    return;
                }
            }

            if (Volatile.Read(ref _set) == set)
            {
                clock.GoTo(due);
                fire();
            }
        }
    }
}
