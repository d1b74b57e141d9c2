using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>A client starts an orchestration.</summary>
/// <param name="start">The start.</param>
/// <param name="dedupeStatuses">In these states an instance of the id is in the way; one that is not finished always is.</param>
/// <param name="hub">The hub.</param>
internal sealed class StartCommand(Outgoing start, OrchestrationStatus[]? dedupeStatuses, TaskHub hub) : StoreCommand<bool>
{
    private readonly Outbox _outbox = new(hub);
    private OrchestrationStatus? _inTheWay;

    public override void Apply(StoreSession store)
    {
        var existing = store.Find(start.InstanceId);
        var isDuplicate = existing is not null && dedupeStatuses?.Contains(existing.Status) == true;
        if (isDuplicate || !_outbox.TryStart(store, start, existing, parentSeq: null))
        {
            _inTheWay = existing!.Status;
        }
    }

    protected override bool Finish()
    {
        if (_inTheWay is { } status)
        {
            throw new OrchestrationAlreadyExistsException(
                $"An orchestration with the instance id '{start.InstanceId}' and status {status} already exists.");
        }

        _outbox.Deliver();
        return true;
    }
}
