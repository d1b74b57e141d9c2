using System.Diagnostics.CodeAnalysis;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>What is ready to be done, first in, first out. Whoever asks while there is nothing is called when there is.</summary>
internal sealed class WorkQueue<T>(TimeProvider time)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _items = new();
    private readonly LinkedList<Waiter> _waiters = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    public void Add(T item)
    {
        lock (_gate)
        {
            while (_waiters.First is { } first)
            {
                _waiters.RemoveFirst();
                if (first.Value.TrySetResult(item))
                {
                    return;
                }
            }

            _items.Enqueue(item);
        }
    }

    /// <summary>The next one; null if there is none within the time.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "It is disposed of when the wait ends.")]
    public async ValueTask<T?> TakeAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        LinkedListNode<Waiter> node;
        lock (_gate)
        {
            if (_items.TryDequeue(out var item))
            {
                return item;
            }

            cancellation.ThrowIfCancellationRequested();
            node = _waiters.AddLast(new Waiter());
        }

        using var timer = time.CreateTimer(GiveUp, node.Value, Bounded(timeout), Timeout.InfiniteTimeSpan);
        using var registration = cancellation.Register(Cancel, node.Value);
        try
        {
            return await node.Value.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (node.List is not null)
                {
                    _waiters.Remove(node);
                }
            }
        }
    }

    private static TimeSpan Bounded(TimeSpan timeout) =>
        timeout < TimeSpan.Zero || timeout > TimeSpan.FromDays(1) ? Timeout.InfiniteTimeSpan : timeout;

    private static void GiveUp(object? waiter) => ((Waiter)waiter!).TrySetResult(null);

    private static void Cancel(object? waiter) => ((Waiter)waiter!).TrySetCanceled();

    private sealed class Waiter() : TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
}
