using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>
/// The instances in memory: those with something to do, and the latest that wait. A waiting instance that is not there is brought
/// back by a replay of its history when a message comes for it.
/// </summary>
/// <param name="maxIdle">How many that wait.</param>
/// <param name="schedule">Gives an instance a turn.</param>
/// <param name="keptUp">Called when the store keeps up again.</param>
internal sealed class InstanceTable(int maxIdle, Action<InstanceSlot> schedule, Action keptUp)
{
    // So many turns on their way to the store are enough to keep it busy.
    private const int MaxPendingCommits = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, InstanceSlot> _slots = [];
    private readonly LinkedList<InstanceSlot> _idle = [];
    private Exception? _closed;
    private volatile int _pendingCommits;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count;
            }
        }
    }

    /// <summary>Whether there is room for turns of instances that have yet to begin.</summary>
    public bool StoreKeepsUp => _pendingCommits < MaxPendingCommits;

    public void Post(string instanceId, Message message)
    {
        InstanceSlot? slot;
        lock (_gate)
        {
            if (_closed is not null)
            {
                message.Receipt?.TrySetException(_closed);
                return;
            }

            if (!_slots.TryGetValue(instanceId, out slot))
            {
                _slots.Add(instanceId, slot = new InstanceSlot(instanceId));
            }

            slot.Mailbox.Add(message);
            if (slot.IsScheduled)
            {
                return;
            }

            MarkScheduled(slot);
        }

        schedule(slot);
    }

    /// <summary>Gives an instance messages, but no turn before it is released. To be called before anything else comes for it.</summary>
    public void Hold(string instanceId, IEnumerable<Message> messages)
    {
        lock (_gate)
        {
            var slot = new InstanceSlot(instanceId) { IsScheduled = true };
            slot.Mailbox.AddRange(messages);
            _slots.Add(instanceId, slot);
        }
    }

    /// <summary>Lets an instance that was held have a turn, with this message first.</summary>
    public void Release(string instanceId, Message first)
    {
        InstanceSlot slot;
        lock (_gate)
        {
            slot = _slots[instanceId];
            slot.Mailbox.Insert(0, first);
        }

        schedule(slot);
    }

    /// <summary>Tells everybody whose message will have no turn any more, now and from now on.</summary>
    public void Close(Exception reason)
    {
        List<Message> left;
        lock (_gate)
        {
            _closed = reason;
            left = [.. _slots.Values.SelectMany(slot => slot.Mailbox)];
        }

        left.ForEach(message => message.Receipt?.TrySetException(reason));
    }

    /// <summary>Puts messages before those that are there already. To be called from the instance's turn.</summary>
    public void PostFirst(InstanceSlot slot, IEnumerable<Message> messages)
    {
        lock (_gate)
        {
            slot.Mailbox.InsertRange(0, messages);
        }
    }

    public List<Message> TakeMessages(InstanceSlot slot)
    {
        lock (_gate)
        {
            var messages = slot.Mailbox;
            slot.Mailbox = [];
            return messages;
        }
    }

    /// <summary>The status that the instance will have when what is queued is committed; null for one that is not in memory.</summary>
    public OrchestrationRuntimeStatus? Prospect(string instanceId)
    {
        lock (_gate)
        {
            return _slots.TryGetValue(instanceId, out var slot) ? slot.Stored?.Status : null;
        }
    }

    public void CommitQueued(InstanceSlot slot)
    {
        lock (_gate)
        {
            slot.PendingCommits++;
            _pendingCommits++;
        }
    }

    public void CommitDone(InstanceSlot slot)
    {
        bool hasCaughtUp;
        lock (_gate)
        {
            slot.PendingCommits--;
            _pendingCommits--;
            Settle(slot);
            hasCaughtUp = _pendingCommits == MaxPendingCommits / 2;
        }

        if (hasCaughtUp)
        {
            keptUp();
        }
    }

    public void TurnDone(InstanceSlot slot)
    {
        lock (_gate)
        {
            if (slot.Mailbox.Count == 0)
            {
                slot.IsScheduled = false;
                Settle(slot);
                return;
            }
        }

        schedule(slot);
    }

    private void MarkScheduled(InstanceSlot slot)
    {
        slot.IsScheduled = true;
        if (slot.IdleNode is { } node)
        {
            _idle.Remove(node);
            slot.IdleNode = null;
        }
    }

    /// <summary>Keeps an instance that only waits among the latest, and lets go of one that is finished or not there.</summary>
    private void Settle(InstanceSlot slot)
    {
        if (slot.IsScheduled || slot.PendingCommits > 0 || slot.IdleNode is not null)
        {
            return;
        }

        if (slot.Live is null || slot.IsFinished)
        {
            _slots.Remove(slot.Id);
            return;
        }

        slot.IdleNode = _idle.AddLast(slot);
        if (_idle.Count > maxIdle)
        {
            var oldest = _idle.First!.Value;
            _idle.RemoveFirst();
            oldest.IdleNode = null;
            _slots.Remove(oldest.Id);
        }
    }
}
