namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>Callers who wait for an instance to end.</summary>
internal sealed class StateWaiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StateWaiter>> _waiters = [];
    private Exception? _fault;

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiters.Values.Sum(waiters => waiters.Count);
            }
        }
    }

    /// <summary>Waits for the instance's next end; dispose of it to wait no longer.</summary>
    public StateWaiter Add(string instanceId)
    {
        var waiter = new StateWaiter(instanceId, Remove);
        lock (_gate)
        {
            if (_fault is not null)
            {
                waiter.Fail(_fault);
            }
            else if (_waiters.TryGetValue(instanceId, out var waiters))
            {
                waiters.Add(waiter);
            }
            else
            {
                _waiters.Add(instanceId, [waiter]);
            }
        }

        return waiter;
    }

    public void Ended(string instanceId)
    {
        List<StateWaiter>? pleased;
        lock (_gate)
        {
            if (!_waiters.Remove(instanceId, out pleased))
            {
                return;
            }
        }

        pleased.ForEach(waiter => waiter.Complete());
    }

    public void Fail(Exception reason)
    {
        List<StateWaiter> all;
        lock (_gate)
        {
            _fault = reason;
            all = [.. _waiters.Values.SelectMany(waiters => waiters)];
            _waiters.Clear();
        }

        all.ForEach(waiter => waiter.Fail(reason));
    }

    private void Remove(StateWaiter waiter)
    {
        lock (_gate)
        {
            if (_waiters.TryGetValue(waiter.InstanceId, out var waiters) && waiters.Remove(waiter) && waiters.Count == 0)
            {
                _waiters.Remove(waiter.InstanceId);
            }
        }
    }
}
