namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>
/// The instances in memory: those with something to do, and those whose histories are kept at hand. It sees to it that there is one work
/// item of an instance at a time. A waiting instance need not be here at all.
/// </summary>
/// <param name="maxHistoryBytes">The stored size of the histories that are kept at hand.</param>
/// <param name="ready">Takes an instance with something to do.</param>
internal sealed class InstanceTable(long maxHistoryBytes, Action<InstanceSlot> ready)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, InstanceSlot> _slots = [];

    // Idle instances with a history, the least recently used first.
    private readonly LinkedList<InstanceSlot> _cache = [];
    private long _cachedBytes;

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

    /// <param name="seq">The instance.</param>
    /// <param name="id">Its id, if it is known.</param>
    /// <param name="delivery">The message.</param>
    /// <param name="hasBegun">Whether its start was processed; one that waits for its start gets no work item before that.</param>
    public void Post(long seq, string? id, Delivery delivery, bool hasBegun)
    {
        InstanceSlot? slot;
        lock (_gate)
        {
            if (!_slots.TryGetValue(seq, out slot))
            {
                _slots.Add(seq, slot = new InstanceSlot(seq, id));
            }

            slot.Mailbox.Insert(delivery.IsStart ? 0 : slot.Mailbox.Count, delivery);
            if (slot.State != SlotState.Idle || !(hasBegun || slot.Mailbox[0].IsStart))
            {
                return;
            }

            slot.State = SlotState.Ready;
            Uncache(slot);
        }

        ready(slot);
    }

    /// <summary>Gives the messages of an instance to its next work item.</summary>
    public List<Delivery> Lock(InstanceSlot slot)
    {
        lock (_gate)
        {
            slot.State = SlotState.Locked;
            var messages = slot.Mailbox;
            slot.Mailbox = [];
            return messages;
        }
    }

    /// <summary>Gives messages back, before those that came meanwhile.</summary>
    /// <returns>How often in sequence that has happened to the instance.</returns>
    public int Return(InstanceSlot slot, IEnumerable<Delivery> messages)
    {
        lock (_gate)
        {
            slot.Mailbox.InsertRange(0, messages);
            slot.History = null;
            return ++slot.Abandoned;
        }
    }

    /// <summary>Lets another work item have the messages of one that was not handed out.</summary>
    public void GiveBack(InstanceSlot slot, IEnumerable<Delivery> messages)
    {
        lock (_gate)
        {
            slot.Mailbox.InsertRange(0, messages);
        }

        Unlock(slot);
    }

    /// <summary>Keeps the history of an instance whose work item is durable.</summary>
    public void Advance(InstanceSlot slot, CachedHistory? history)
    {
        lock (_gate)
        {
            (slot.History, slot.Abandoned) = (history, 0);
        }
    }

    public void Unlock(InstanceSlot slot)
    {
        lock (_gate)
        {
            if (slot.Mailbox.Count == 0)
            {
                slot.State = SlotState.Idle;
                Settle(slot);
                return;
            }

            slot.State = SlotState.Ready;
        }

        ready(slot);
    }

    /// <summary>Forgets an instance that has ended or is gone; if a work item of it is under way, its messages and its history.</summary>
    public void Forget(long seq)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(seq, out var slot))
            {
                return;
            }

            slot.Mailbox = [];
            Uncache(slot);
            slot.History = null;
            if (slot.State == SlotState.Idle)
            {
                _slots.Remove(seq);
            }
        }
    }

    private void Settle(InstanceSlot slot)
    {
        if (slot.History is null || slot.History.Bytes > maxHistoryBytes)
        {
            _slots.Remove(slot.Seq);
            return;
        }

        slot.CacheNode = _cache.AddLast(slot);
        _cachedBytes += slot.History.Bytes;
        while (_cachedBytes > maxHistoryBytes)
        {
            var oldest = _cache.First!.Value;
            Uncache(oldest);
            _slots.Remove(oldest.Seq);
        }
    }

    private void Uncache(InstanceSlot slot)
    {
        if (slot.CacheNode is { } node)
        {
            _cache.Remove(node);
            _cachedBytes -= slot.History!.Bytes;
            slot.CacheNode = null;
        }
    }
}
