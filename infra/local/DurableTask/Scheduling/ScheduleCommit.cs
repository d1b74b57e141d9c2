using DurableTask.Core.Exceptions;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Puts a new instance into the store, unless one of its id is there in a state that is to be kept, and lets it begin.</summary>
/// <param name="row">The instance.</param>
/// <param name="kept">The states in which an instance of that id stands in its way; null for an id that was made for it.</param>
/// <param name="engine">The engine.</param>
internal sealed class ScheduleCommit(InstanceRow row, IReadOnlySet<OrchestrationRuntimeStatus>? kept, DurableEngine engine) : IStoreCommand
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OrchestrationRuntimeStatus? _refusedFor;

    /// <summary>Completes when the instance is durable.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether nothing can stand in its way, so that its first turn need not wait for the disk.</summary>
    public bool BeginsAtOnce => kept is null && row.StartAt is null;

    public bool IsFollowed => BeginsAtOnce;

    public void Apply(StoreSession store)
    {
        _refusedFor = null;
        if (kept is not null && store.Find(row.Id) is { } existing)
        {
            if (kept.Contains(existing.Status))
            {
                _refusedFor = existing.Status;
                return;
            }

            store.Remove(existing.Seq);
        }

        store.Insert(row, busy: row.StartAt is null, row.StartAt);
    }

    public void Committed()
    {
        if (_refusedFor is { } status)
        {
            _done.TrySetException(new OrchestrationAlreadyExistsException(
                $"An orchestration with the id '{row.Id}' exists already; it is {status}."));
            return;
        }

        if (row.StartAt is { } at)
        {
            engine.Wake(row.Id, at);
        }
        else if (!BeginsAtOnce)
        {
            engine.Post(row.Id, new Message.Begin(row));
        }

        _done.TrySetResult();
    }

    public void Failed(Exception reason) => _done.TrySetException(reason);
}
