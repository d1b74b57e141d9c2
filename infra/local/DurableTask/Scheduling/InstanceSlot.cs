using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>
/// The place of an instance in memory. Its mailbox and counts are guarded by the table; the rest belongs to the one turn that runs.
/// </summary>
internal sealed class InstanceSlot(string id)
{
    public string Id { get; } = id;

    /// <summary>Null while the instance is not loaded.</summary>
    public InstanceRow? Row { get; set; }

    public Orchestration? Live { get; set; }

    /// <summary>What the store has, or will have when what is queued is committed.</summary>
    public InstanceUpdate? Stored { get; set; }

    /// <summary>What it has done in this generation, if each turn is to replay it; else null.</summary>
    public List<HistoryBatch>? History { get; set; }

    public List<Message> Mailbox { get; set; } = [];

    /// <summary>Whether a turn is queued or running.</summary>
    public bool IsScheduled { get; set; }

    /// <summary>Turns that are not committed yet.</summary>
    public int PendingCommits { get; set; }

    public bool IsFinished => Live?.Completion is not null;

    public LinkedListNode<InstanceSlot>? IdleNode { get; set; }

    /// <summary>What the store is to have of an instance that is loaded.</summary>
    public InstanceUpdate State()
    {
        var notYet = !Live!.Started && Row!.StartAt is not null;
        return new InstanceUpdate(
            Live.Status,
            Busy: Live.Open.HasActivities || (!Live.Started && !notYet),
            WakeAt: notYet ? Row!.StartAt : Live.Open.NextTimer,
            Live.CustomStatus);
    }
}
