using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.ServiceBus.Tests;

/// <summary>A clock that stands until it is moved, and tells which timers wait for it.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer of this length has been set, and lets it run out.</summary>
    public async Task PassAsync(TimeSpan due)
    {
        while (await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken) != due)
        {
        }

        Advance(due);
    }
}
