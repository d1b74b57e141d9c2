using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>Messages of an instance that are being processed, and where they came from.</summary>
internal sealed class OrchestrationWorkItem(TaskHub hub, InstanceSlot slot, CachedHistory history, IReadOnlyList<Delivery> deliveries)
    : TaskOrchestrationWorkItem
{
    public TaskHub Hub => hub;

    public InstanceSlot Slot => slot;

    public long Seq => slot.Seq;

    public Suspect Suspect => Suspect.Code(slot.Seq);

    /// <summary>The history as it was.</summary>
    public CachedHistory History => history;

    public IReadOnlyList<Delivery> Deliveries => deliveries;

    /// <summary>Whether it was given back, to be processed again after a rest.</summary>
    public bool IsAbandoned { get; set; }
}
