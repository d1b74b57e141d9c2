namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Does work in the order it comes, so much of it at once, on the thread pool.</summary>
/// <param name="width">How much at once.</param>
/// <param name="work">Does one item. Must not throw.</param>
internal sealed class WorkLane<T>(int width, Func<T, Task> work) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _queue = new();
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

            _queue.Enqueue(item);
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
            _queue.Clear();
            if (_running == 0)
            {
                _idle.TrySetResult();
            }
        }

        return _idle.Task;
    }

    private async Task PumpAsync()
    {
        while (TryTake(out var item))
        {
            await work(item).ConfigureAwait(false);
        }
    }

    private bool TryTake(out T item)
    {
        lock (_gate)
        {
            if (_queue.TryDequeue(out item!))
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
