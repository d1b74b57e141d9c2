using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>
/// What a work item of an orchestration has come to, in one transaction: history, state, calls, messages and timers. It is void if the
/// execution that it was taken for is gone meanwhile.
/// </summary>
internal sealed class ProgressCommand(OrchestrationWorkItem item, Progress progress, TaskHub hub) : StoreCommand<bool>
{
    private readonly Outbox _outbox = new(hub);
    private bool _isVoid;

    public override void Apply(StoreSession store)
    {
        foreach (var delivery in item.Deliveries)
        {
            store.Take(item.Seq, delivery.Number);
        }

        var key = store.Find(item.Seq);
        _isVoid = key is null || key.IsFinal || key.ExecutionId != item.History.ExecutionId;
        if (_isVoid || progress.Update is not { } update)
        {
            return;
        }

        WriteHistory(store);
        store.Update(item.Seq, update);
        WritePayloads(store);
        Send(store, update);
    }

    protected override bool Finish()
    {
        if (_isVoid)
        {
            hub.Voided(item);
            return false;
        }

        _outbox.Deliver();
        hub.Advanced(item, progress);
        return true;
    }

    private void WriteHistory(StoreSession store)
    {
        if (progress.IsNewExecution)
        {
            store.RemoveHistory(item.Seq);
            store.RemoveTimers(item.Seq);
            store.SetPayload(item.Seq, PayloadKind.Input, progress.Input);
        }

        store.Append(item.Seq, progress.IsNewExecution ? 0 : item.History.Events.Count, progress.Events);
    }

    private void WritePayloads(StoreSession store)
    {
        if (progress.CustomStatus != item.History.CustomStatus)
        {
            store.SetPayload(item.Seq, PayloadKind.CustomStatus, progress.CustomStatus);
        }

        if (progress.Output is not null)
        {
            store.SetPayload(item.Seq, PayloadKind.Output, progress.Output);
        }

        if (progress.Failure is not null)
        {
            store.SetPayload(item.Seq, PayloadKind.Failure, progress.Failure);
        }
    }

    private void Send(StoreSession store, InstanceUpdate update)
    {
        if (update.CompletedAt is not null)
        {
            store.RemoveInbox(item.Seq);
        }

        foreach (var call in progress.Calls)
        {
            _outbox.Call(store, item.Seq, call);
        }

        // Code that ends by itself has waited for its calls.
        if (update.Status == OrchestrationStatus.Terminated)
        {
            _outbox.CancelCalls(store, item.Seq);
        }

        foreach (var start in progress.Starts)
        {
            _outbox.StartChild(store, start, item.Seq);
        }

        foreach (var message in progress.Messages)
        {
            _outbox.SendToInstance(store, message);
        }
    }
}
