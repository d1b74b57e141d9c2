using DurableTask.Core;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>
/// The place of an instance in memory, while it has something to do or its history is kept at hand. Guarded by the table.
/// </summary>
internal sealed class InstanceSlot(long seq, string? id)
{
    public long Seq { get; } = seq;

    /// <summary>Null until it is read.</summary>
    public string? Id { get; set; } = id;

    public List<Delivery> Mailbox { get; set; } = [];

    public SlotState State { get; set; }

    /// <summary>How often in sequence its work items were given back.</summary>
    public int Abandoned { get; set; }

    /// <summary>Null if it must be read.</summary>
    public CachedHistory? History { get; set; }

    public LinkedListNode<InstanceSlot>? CacheNode { get; set; }
}

internal enum SlotState
{
    /// <summary>Nothing to do, or waiting for its start.</summary>
    Idle,

    /// <summary>In the queue.</summary>
    Ready,

    /// <summary>A work item of it is being processed, or rests before it is tried again.</summary>
    Locked,
}

/// <summary>A message that is for an instance now.</summary>
/// <param name="Number">Its number in the store.</param>
/// <param name="IsStart">Whether it starts the instance.</param>
/// <param name="Message">Null if it must be read.</param>
internal sealed record Delivery(long Number, bool IsStart, TaskMessage? Message);
