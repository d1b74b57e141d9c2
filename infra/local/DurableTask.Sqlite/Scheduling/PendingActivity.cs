using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>A call of an activity that has not been answered.</summary>
internal sealed class PendingActivity(long number, long seq, string instanceId, int task)
{
    public long Number => number;

    /// <summary>The instance that called it.</summary>
    public long Seq => seq;

    public string InstanceId => instanceId;

    /// <summary>The number of the call in the instance's history.</summary>
    public int Task => task;

    public Suspect Suspect => new(seq, task);

    /// <summary>Null if it must be read.</summary>
    public TaskMessage? Message { get; set; }

    /// <summary>Whether the instance was purged, replaced or terminated, so that the call is void.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>How often it was given back.</summary>
    public int Abandoned { get; set; }
}
