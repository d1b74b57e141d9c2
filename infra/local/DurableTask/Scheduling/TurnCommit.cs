using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>A turn on its way into the store: what it adds, and what follows when that is durable.</summary>
internal sealed class TurnCommit(InstanceSlot slot, InstanceRow row, ITurnEffects effects) : IStoreCommand
{
    private List<StoredMessage>? _delivered;
    private List<InstanceRow>? _begun;
    private bool _void;

    public EncodedBatch? Batch { get; init; }

    /// <summary>Null: nothing but the history changes.</summary>
    public InstanceUpdate? Update { get; init; }

    public InstanceRow? NextGeneration { get; init; }

    /// <summary>Null: its status is what it was.</summary>
    public InstanceChange? Change { get; init; }

    public IReadOnlyList<ActivityCall> Calls { get; init; } = [];

    public IReadOnlyList<Child> Children { get; init; } = [];

    public IReadOnlyList<Outgoing> Messages { get; init; } = [];

    public IReadOnlyList<StoredMessage> ToSelf { get; init; } = [];

    public IReadOnlyList<long> Consumed { get; init; } = [];

    public IReadOnlyList<TaskCompletionSource> Receipts { get; init; } = [];

    public void Apply(StoreSession store)
    {
        _void = store.IsRemoved(row.Seq);
        if (_void)
        {
            return;
        }

        if (Batch is not null)
        {
            store.Append(row.Seq, Batch.First, Batch.At, Batch.Events);
        }

        if (NextGeneration is { } next)
        {
            store.ContinueAsNew(row.Seq, next.Generation, next.Version, next.Input, next.Status);
        }
        else if (Update is not null)
        {
            store.Update(row.Seq, Update);
        }

        foreach (var number in Consumed)
        {
            store.Take(number);
        }

        foreach (var message in ToSelf)
        {
            store.Send(message.Number, message.Seq, message.Generation, message.Event);
        }

        foreach (var child in Children)
        {
            Begin(store, child);
        }

        foreach (var message in Messages)
        {
            Deliver(store, message);
        }
    }

    public void Committed()
    {
        if (!_void)
        {
            Release();
        }

        foreach (var receipt in Receipts)
        {
            receipt.TrySetResult();
        }

        effects.CommitDone(slot);
        if (!_void && Change is not null)
        {
            // Last, so that whoever still finds the instance in memory is told.
            effects.StatusChanged(Change);
        }
    }

    public void Failed(Exception reason)
    {
        foreach (var receipt in Receipts)
        {
            receipt.TrySetException(reason);
        }

        effects.CommitDone(slot);
    }

    private void Release()
    {
        foreach (var call in Calls)
        {
            effects.CallActivity(call);
        }

        foreach (var begun in _begun ?? [])
        {
            effects.Post(begun.Id, new Message.Begin(begun));
        }

        foreach (var message in _delivered ?? [])
        {
            effects.Post(message.InstanceId, Message.Event.Of(message));
        }

        if (Update?.WakeAt is { } wakeAt)
        {
            effects.Wake(slot.Id, wakeAt);
        }
    }

    private void Begin(StoreSession store, Child child)
    {
        if (store.Find(child.Row.Id) is { } existing)
        {
            if (!InstanceRow.IsFinal(existing.Status))
            {
                var parent = child.Row.Parent!;
                var refusal = new SubOrchestrationFailed(parent.TaskId, EngineFailures.AlreadyExists(child.Row.Id));
                Deliver(store, new Outgoing(parent.Id, refusal, parent.Seq, parent.Generation));
                return;
            }

            store.Remove(existing.Seq);
        }

        store.Insert(child.Row, busy: child.WakeAt is null, child.WakeAt);
        (_begun ??= []).Add(child.Row);
    }

    /// <summary>An event for an instance that is finished or not there is dropped, as the official engine does.</summary>
    private void Deliver(StoreSession store, Outgoing message)
    {
        var target = message.Seq == 0
            ? store.Find(message.InstanceId)
            : store.FindStatus(message.Seq) is { } status ? (message.Seq, status) : ((long, OrchestrationRuntimeStatus)?)null;
        if (target is not var (seq, state) || InstanceRow.IsFinal(state))
        {
            return;
        }

        var stored = new StoredMessage(effects.NextMessage(), message.InstanceId, seq, message.Generation, message.Event);
        store.Send(stored.Number, stored.Seq, stored.Generation, stored.Event);
        (_delivered ??= []).Add(stored);
    }
}
