namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>Hands out what is kept for a later time when that has come. One timer, set to the earliest; nothing is polled.</summary>
internal sealed class WakeQueue<T> : IDisposable
{
    // A system timer can't be set further ahead than about 49 days; a far time is reached in steps.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // The clock was moved, or the machine slept, while the timer was being set: it would fire so much too late.
    private static readonly TimeSpan Leap = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<T, DateTime> _queue = new();
    private readonly TimeProvider _time;
    private readonly Action<T> _wake;
    private readonly ITimer _timer;
    private DateTime _armedFor = DateTime.MaxValue;
    private bool _disposed;

    public WakeQueue(TimeProvider time, Action<T> wake)
    {
        (_time, _wake) = (time, wake);
        _timer = time.CreateTimer(static self => ((WakeQueue<T>)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(T item, DateTime at)
    {
        lock (_gate)
        {
            _queue.Enqueue(item, at);
            Arm();
        }
    }

    public void AddRange(IEnumerable<(T Item, DateTime At)> wakes)
    {
        lock (_gate)
        {
            _queue.EnqueueRange(wakes);
            Arm();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Fire()
    {
        var due = new List<T>();
        lock (_gate)
        {
            _armedFor = DateTime.MaxValue;
            var now = _time.GetUtcNow().UtcDateTime;
            while (_queue.TryPeek(out _, out var at) && at <= now)
            {
                due.Add(_queue.Dequeue());
            }

            Arm();
        }

        foreach (var item in due)
        {
            _wake(item);
        }
    }

    private void Arm()
    {
        if (_disposed || !_queue.TryPeek(out _, out var earliest) || earliest >= _armedFor)
        {
            return;
        }

        DateTime now;
        do
        {
            now = _time.GetUtcNow().UtcDateTime;
            var wait = earliest - now;
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
            _armedFor = earliest;

            // Timers count whole milliseconds: one more, or it would fire just too early.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
        while (_armedFor == earliest && _time.GetUtcNow().UtcDateTime - now >= Leap);
    }
}
