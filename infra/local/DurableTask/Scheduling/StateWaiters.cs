namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Callers who wait for an instance to start or to end.</summary>
internal sealed class StateWaiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<TaskCompletionSource>> _waiters = [];
    private Exception? _fault;

    /// <summary>A task that completes at the next change of the instance's state.</summary>
    public Task NextChange(string instanceId)
    {
        var change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_fault is not null)
            {
                return Task.FromException(_fault);
            }

            if (!_waiters.TryGetValue(instanceId, out var waiters))
            {
                _waiters.Add(instanceId, waiters = []);
            }

            waiters.Add(change);
        }

        return change.Task;
    }

    public void Changed(string instanceId)
    {
        List<TaskCompletionSource>? waiters;
        lock (_gate)
        {
            _waiters.Remove(instanceId, out waiters);
        }

        waiters?.ForEach(waiter => waiter.TrySetResult());
    }

    public void Fail(Exception reason)
    {
        List<TaskCompletionSource> all;
        lock (_gate)
        {
            _fault = reason;
            all = [.. _waiters.Values.SelectMany(waiters => waiters)];
            _waiters.Clear();
        }

        all.ForEach(waiter => waiter.TrySetException(reason));
    }
}
