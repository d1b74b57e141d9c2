using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>A client sends messages to instances.</summary>
internal sealed class SendCommand(IReadOnlyList<Outgoing> messages, TaskHub hub) : StoreCommand<bool>
{
    private readonly Outbox _outbox = new(hub);

    public override void Apply(StoreSession store)
    {
        foreach (var outgoing in messages)
        {
            if (outgoing.Message.Event is not ExecutionTerminatedEvent termination || !EndsBeforeItsStart(store, outgoing, termination))
            {
                _outbox.SendToInstance(store, outgoing);
            }
        }
    }

    protected override bool Finish()
    {
        _outbox.Deliver();
        return true;
    }

    /// <summary>An instance that is to start later is terminated at once, and its code does not run.</summary>
    private bool EndsBeforeItsStart(StoreSession store, Outgoing outgoing, ExecutionTerminatedEvent termination)
    {
        if (store.Find(outgoing.InstanceId) is not { Status: OrchestrationStatus.Pending } key
            || !key.Accepts(outgoing.Message.OrchestrationInstance.ExecutionId)
            || store.LaterStart(key.Seq, outgoing.InstanceId, hub.Now) is not { Event: ExecutionStartedEvent started })
        {
            return false;
        }

        var end = new ExecutionCompletedEvent(0, termination.Input, OrchestrationStatus.Terminated);
        HistoryEvent[] history = [new OrchestratorStartedEvent(-1), started, termination, end, new OrchestratorCompletedEvent(-1)];
        store.Append(key.Seq, 0, HistoryCodec.Encode(history));
        store.Update(key.Seq, new InstanceUpdate(key.ExecutionId, started.Version, end.OrchestrationStatus, hub.Now, hub.Now));
        store.SetPayload(key.Seq, PayloadKind.Output, termination.Input);
        store.RemoveInbox(key.Seq);
        _outbox.End(key.Seq, outgoing.InstanceId);
        return true;
    }
}
