using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>
/// What a change means for instances and activities. The store decides what a message finds: an instance that can take it, one that
/// is over, or none; when the change is durable, the instances are told.
/// </summary>
internal sealed class Outbox(TaskHub hub)
{
    private readonly List<Posting> _postings = [];
    private readonly List<PendingActivity> _calls = [];
    private readonly List<long> _forgotten = [];
    private readonly List<string> _ended = [];
    private readonly List<long> _cancelledCalls = [];

    /// <summary>Creates an instance, in the place of a finished one of its id.</summary>
    /// <returns>False if there is one that is not finished.</returns>
    public bool TryStart(StoreSession store, Outgoing start, InstanceKey? existing, long? parentSeq)
    {
        if (existing is { IsFinal: false })
        {
            return false;
        }

        if (existing is not null)
        {
            Remove(store, existing.Seq);
        }

        var started = (ExecutionStartedEvent)start.Message.Event;
        if (existing is not null && started.Generation is null)
        {
            started.Generation = (existing.Generation ?? 0) + 1;
            start = Outgoing.Of(start.Message, hub.Now);
        }

        var row = Row(store.NextSeq(), start.InstanceId, started, parentSeq);
        store.Insert(row);
        Send(store, row.Seq, start, hasBegun: false);
        return true;
    }

    /// <summary>Starts a child. Where that is impossible, the parent is told, so that it does not wait for ever.</summary>
    public void StartChild(StoreSession store, Outgoing start, long parentSeq)
    {
        var child = (ExecutionStartedEvent)start.Message.Event;
        if (TryStart(store, start, store.Find(start.InstanceId), parentSeq) || child.ParentInstance is not { } parent)
        {
            return;
        }

        var reason = $"An orchestration with the instance id '{start.InstanceId}' is not finished, so that no other can be started.";
        var failure = new FailureDetails(
            typeof(OrchestrationAlreadyExistsException).FullName!, reason, stackTrace: null, innerFailure: null, isNonRetriable: true);
        SendToInstance(store, Outgoing.Of(
            new TaskMessage
            {
                OrchestrationInstance = parent.OrchestrationInstance,
                Event = new SubOrchestrationInstanceFailedEvent(-1, parent.TaskScheduleId, reason, details: null, failure),
            },
            hub.Now));
    }

    /// <summary>Sends a message to whatever execution of the instance can take it; where none can, it is void.</summary>
    public void SendToInstance(StoreSession store, Outgoing outgoing)
    {
        if (store.Find(outgoing.InstanceId) is { } key && key.Accepts(outgoing.Message.OrchestrationInstance.ExecutionId))
        {
            Send(store, key.Seq, outgoing, key.Status != OrchestrationStatus.Pending);
        }
        else
        {
            hub.Dropped(outgoing.Message);
        }
    }

    /// <summary>Sends a message to an instance that can take it.</summary>
    public void Send(StoreSession store, long seq, Outgoing outgoing, bool hasBegun)
    {
        var number = store.Send(seq, outgoing.Message, outgoing.Due, outgoing.Bytes);
        outgoing.Message.SequenceNumber = number;
        _postings.Add(new Posting(seq, outgoing, number, hasBegun));
    }

    /// <summary>Calls an activity.</summary>
    public void Call(StoreSession store, long seq, Outgoing outgoing)
    {
        var task = outgoing.Message.Event.EventId;
        var number = store.Call(seq, task, outgoing.Bytes);
        outgoing.Message.SequenceNumber = number;
        _calls.Add(new PendingActivity(number, seq, outgoing.InstanceId, task) { Message = outgoing.Message });
    }

    /// <summary>Removes an instance and all that is on its way to it.</summary>
    public void Remove(StoreSession store, long seq)
    {
        _cancelledCalls.AddRange(store.Remove(seq));
        _forgotten.Add(seq);
    }

    /// <summary>An instance has ended without its code.</summary>
    public void End(long seq, string instanceId)
    {
        _forgotten.Add(seq);
        _ended.Add(instanceId);
    }

    /// <summary>Calls that an instance has made and that have not been answered are made no longer.</summary>
    public void CancelCalls(StoreSession store, long seq) => _cancelledCalls.AddRange(store.RemoveActivities(seq));

    /// <summary>The change is durable.</summary>
    public void Deliver()
    {
        _forgotten.ForEach(hub.Forget);
        _ended.ForEach(hub.Waiters.Ended);
        _cancelledCalls.ForEach(hub.CancelCall);
        foreach (var (seq, outgoing, number, hasBegun) in _postings)
        {
            hub.Post(seq, outgoing, number, hasBegun);
        }

        _calls.ForEach(hub.Call);
    }

    private InstanceRow Row(long seq, string id, ExecutionStartedEvent started, long? parentSeq) => new(
        seq,
        id,
        started.OrchestrationInstance.ExecutionId,
        started.Name,
        started.Version,
        hub.Now,
        started.ScheduledStartTime?.ToUniversalTime(),
        started.Generation,
        parentSeq,
        started.ParentInstance,
        started.Tags is null ? null : JsonSerializer.Serialize(started.Tags),
        started.Input);

    private sealed record Posting(long Seq, Outgoing Outgoing, long Number, bool HasBegun);
}
