using DurableTask.Core.Exceptions;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Puts a new instance into the store, unless one of its id is there in a state that is to be kept.</summary>
internal sealed class ScheduleCommit(InstanceRow row, DateTime? wakeAt, IReadOnlySet<OrchestrationRuntimeStatus> kept, DurableEngine engine)
    : IStoreCommand
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OrchestrationRuntimeStatus? _refusedFor;

    /// <summary>Completes when the instance is durable.</summary>
    public Task Done => _done.Task;

    public void Apply(StoreSession store)
    {
        _refusedFor = null;
        if (store.Find(row.Id) is { } existing)
        {
            if (kept.Contains(existing.Status))
            {
                _refusedFor = existing.Status;
                return;
            }

            store.Remove(existing.Seq);
        }

        store.Insert(row, busy: wakeAt is null, wakeAt);
    }

    public void Committed()
    {
        if (_refusedFor is { } status)
        {
            _done.TrySetException(new OrchestrationAlreadyExistsException(
                $"An orchestration with the id '{row.Id}' exists already; it is {status}."));
            return;
        }

        if (wakeAt is { } at)
        {
            engine.Wake(row.Id, at);
        }
        else
        {
            engine.Post(row.Id, Message.Begin(row));
        }

        _done.TrySetResult();
    }

    public void Failed(Exception reason) => _done.TrySetException(reason);
}
