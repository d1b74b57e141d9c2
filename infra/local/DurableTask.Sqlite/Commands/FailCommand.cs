using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.History;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>Ends an instance as failed whose history can't be read. The history stays as it is.</summary>
internal sealed class FailCommand(long seq, string instanceId, FailureDetails failure, TaskHub hub) : StoreCommand<bool>
{
    private readonly Outbox _outbox = new(hub);

    public override void Apply(StoreSession store)
    {
        if (store.Find(seq) is not { IsFinal: false } key)
        {
            return;
        }

        store.Update(seq, new InstanceUpdate(key.ExecutionId, store.Version(seq), OrchestrationStatus.Failed, hub.Now, hub.Now));
        store.SetPayload(seq, PayloadKind.Output, failure.ToString());
        store.SetPayload(seq, PayloadKind.Failure, HistoryCodec.Encode(failure)!);
        store.RemoveInbox(seq);
        _outbox.End(seq, instanceId);
        if (store.Parent(seq) is { } parent)
        {
            _outbox.SendToInstance(store, Outgoing.Of(Progress.ToParent(parent, failure), hub.Now));
        }
    }

    protected override bool Finish()
    {
        _outbox.Deliver();
        return true;
    }
}
