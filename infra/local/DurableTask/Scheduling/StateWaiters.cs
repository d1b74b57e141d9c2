using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Callers who wait for an instance to start or to end.</summary>
internal sealed class StateWaiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StateWaiter>> _waiters = [];
    private readonly Action<StateWaiter> _forget;
    private Exception? _fault;

    public StateWaiters() => _forget = Remove;

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

    /// <summary>Waits for the instance's next change to a state that the caller wants; dispose of it to wait no longer.</summary>
    public StateWaiter Add(string instanceId, Func<OrchestrationRuntimeStatus, bool> wanted)
    {
        var waiter = new StateWaiter(instanceId, wanted, _forget);
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

    public void Changed(InstanceChange change)
    {
        List<StateWaiter> pleased;
        lock (_gate)
        {
            if (!_waiters.TryGetValue(change.Row.Id, out var waiters))
            {
                return;
            }

            pleased = waiters.FindAll(waiter => waiter.Wants(change.State.Status));
        }

        pleased.ForEach(waiter => waiter.Complete(change));
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
