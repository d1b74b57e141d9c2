using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.FunctionsHost.Tests.Timers;

/// <summary>A clock that stands still until somebody waits for it.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public WatchedTime()
        : base(new DateTimeOffset(2026, 3, 1, 12, 1, 30, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody waits for so long, and lets the time pass.</summary>
    public async Task PassAsync(TimeSpan length, CancellationToken cancellation)
    {
        while (await _waits.Reader.ReadAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), cancellation) != length)
        {
        }

        Advance(length);
    }
}
