namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>The calls of activities that have not been answered, and which of them are to be processed next.</summary>
internal sealed class ActivityTable(TimeProvider time)
{
    // The messages of so many calls are kept in memory; those of others are read when they are processed.
    private const int MaxMessages = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, PendingActivity> _calls = [];
    private readonly WorkQueue<PendingActivity> _queue = new(time);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    public void Add(PendingActivity call)
    {
        lock (_gate)
        {
            _calls.Add(call.Number, call);
            call.Message = _calls.Count > MaxMessages ? null : call.Message;
        }

        _queue.Add(call);
    }

    /// <summary>The next call that is to be processed; null if there is none within the time.</summary>
    public async ValueTask<PendingActivity?> TakeAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        while (await _queue.TakeAsync(timeout, cancellation).ConfigureAwait(false) is { } call)
        {
            if (!call.IsCancelled)
            {
                return call;
            }
        }

        return null;
    }

    /// <summary>Has a call processed again.</summary>
    public void Return(PendingActivity call) => _queue.Add(call);

    /// <summary>Forgets a call, which is answered or void.</summary>
    /// <returns>The call; null if it is not there.</returns>
    public PendingActivity? Remove(long number)
    {
        lock (_gate)
        {
            if (_calls.Remove(number, out var call))
            {
                call.IsCancelled = true;
            }

            return call;
        }
    }
}
