namespace Integration.Local.FunctionsHost.Triggers;

/// <summary>The way a listener stops: what runs may finish until the stop's time is up, and is cut short then.</summary>
internal sealed class ListenerStop : IDisposable
{
    // Long enough to give messages back. Where their namespace does not answer, their locks run out by themselves.
    private static readonly TimeSpan _timeToEnd = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TimeProvider _time;

    public ListenerStop(TimeProvider time) => (_time, Stopping, Ending) = (time, _stopping.Token, _ending.Token);

    /// <summary>Has the listener take up nothing more.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Cuts functions short.</summary>
    public CancellationToken Ending { get; }

    /// <param name="end">Completes when nothing runs any more.</param>
    /// <param name="cancellation">The stop's time is up.</param>
    public async Task StopAsync(Func<Task> end, CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        var ended = end();
        await ended.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ending.CancelAsync();
        await ended.WaitAsync(_timeToEnd, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _ending.Cancel();
        _stopping.Dispose();
        _ending.Dispose();
    }
}
