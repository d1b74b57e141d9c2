namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Does work in the order of its queue, so much of it at once, on the thread pool.</summary>
/// <param name="width">How much at once.</param>
/// <param name="queue">What waits; this guards it.</param>
/// <param name="work">Does one item. Must not throw.</param>
internal sealed class WorkLane<T>(int width, IWorkQueue<T> queue, Func<T, Task> work) : IThreadPoolWorkItem
{
    // So many items, then whatever else waits for the thread pool has its turn.
    private const int Stretch = 16;

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _stopped;

    public void Add(T item)
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            queue.Enqueue(item);
        }

        Resume();
    }

    /// <summary>Looks again for what may be done: to be called when the queue may give what it held back.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (_running == width)
            {
                return;
            }

            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _ = PumpAsync();

    /// <summary>Takes up nothing more; completes when what is under way has ended.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopped = true;
            queue.Clear();
            if (_running == 0)
            {
                _idle.TrySetResult();
            }
        }

        return _idle.Task;
    }

    private async Task PumpAsync()
    {
        for (var i = 0; i < Stretch; i++)
        {
            if (!TryTake(out var item))
            {
                return;
            }

            await work(item).ConfigureAwait(false);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool TryTake(out T item)
    {
        lock (_gate)
        {
            if (queue.TryDequeue(out item!))
            {
                return true;
            }

            if (--_running == 0 && _stopped)
            {
                _idle.TrySetResult();
            }

            return false;
        }
    }
}
