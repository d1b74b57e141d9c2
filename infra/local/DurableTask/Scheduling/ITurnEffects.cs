using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>What a turn leads to once it is durable, beside calling activities.</summary>
internal interface ITurnEffects
{
    void CallActivity(ActivityCall call);

    void Post(string instanceId, Message message);

    void Wake(string instanceId, DateTime at);

    void StatusChanged(InstanceChange change);

    void CommitDone(InstanceSlot slot);

    long NextMessage();
}

/// <summary>The events of a turn, encoded.</summary>
internal sealed record EncodedBatch(int First, DateTime At, byte[] Events);

/// <summary>A sub-orchestration that a turn starts.</summary>
internal sealed record Child(InstanceRow Row, DateTime? WakeAt);

/// <summary>An event for another instance: for the one that has the id, or for a certain execution.</summary>
internal sealed record Outgoing(string InstanceId, IncomingEvent Event, long Seq = 0, int Generation = -1);
