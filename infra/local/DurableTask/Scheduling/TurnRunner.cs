using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>
/// Runs the turns of instances: takes the messages that have come, brings the instance to life if it is not, lets its code go on,
/// and queues what came of it for the store.
/// </summary>
internal sealed partial class TurnRunner(
    EngineServices services, DurableStore store, InstanceLoader loader, InstanceTable table, CommitQueue commits, ITurnEffects effects)
{
    private readonly ILogger _logger = services.Loggers.CreateLogger<TurnRunner>();

    public void Run(InstanceSlot slot)
    {
        var messages = table.TakeMessages(slot);
        try
        {
            Begin(slot, messages);
            if (slot.Row is null && !loader.Load(slot, PoisonIn(messages)))
            {
                Discard(messages);
            }
            else if (slot.IsFinished)
            {
                Discard(messages);
            }
            else
            {
                Turn(slot, messages);
            }
        }
        catch (DurableStoreException e)
        {
            LogUnreadable(slot.Id, e);
            commits.Enqueue(new FaultCommit(e));
            foreach (var message in messages)
            {
                message.Receipt?.TrySetException(e);
            }
        }
        finally
        {
            table.TurnDone(slot);
        }
    }

    /// <summary>A new instance needs not be read: it is given with the message that it may begin.</summary>
    private void Begin(InstanceSlot slot, List<Message> messages)
    {
        if (messages.FindLast(message => message is Message.Begin) is Message.Begin { Row: var row } && slot.Row?.Seq != row.Seq)
        {
            loader.Begin(slot, row);
            slot.Stored = slot.State();
        }
    }

    private static TaskFailureDetails? PoisonIn(List<Message> messages) =>
        (messages.Find(message => message is Message.SetAside) as Message.SetAside)?.Failure;

    private void Turn(InstanceSlot slot, List<Message> messages)
    {
        var (row, live) = (slot.Row!, slot.Live!);
        if (messages.Find(message => message is Message.TakeUp) is Message.TakeUp takeUp)
        {
            TakeUpActivities(row, live, takeUp.Activities);
        }

        if (PoisonIn(messages) is { } poison && !live.IsAbandoned)
        {
            live.Abandon(poison, live.EventCount);
        }

        var now = Later(services.Time.GetUtcNow().UtcDateTime, live.LastTurn);
        var incoming = Incoming(row, live, messages, now);
        if (incoming.Count == 0 && !live.Strayed && !live.IsAbandoned)
        {
            Idle(slot, messages);
            return;
        }

        if (incoming.Exists(item => item is ExecutionRewound))
        {
            // The store was given another history; what is known of it no longer holds.
            slot.Stored = null;
        }

        loader.Replay(slot);
        GoOn(slot, messages, slot.Live!.IsAbandoned ? [] : incoming, now);
    }

    private void GoOn(InstanceSlot slot, List<Message> messages, List<IncomingEvent> incoming, DateTime now)
    {
        var live = slot.Live!;
        var first = live.EventCount;
        var requests = live.IsAbandoned ? live.Abandoned() : live.Run(now, incoming);
        if (live.NextExecution is { } next && live.Completion is null)
        {
            ContinueAsNew(slot, messages, requests, next, now);
        }
        else
        {
            slot.History?.Add(new HistoryBatch(first, now, [.. incoming, .. requests]));
            var batch = new EncodedBatch(first, now, HistoryCodec.Encode(incoming, requests));
            Commit(slot, messages, batch, requests, now);
        }
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static List<IncomingEvent> Incoming(InstanceRow row, Orchestration live, List<Message> messages, DateTime now)
    {
        var incoming = new List<IncomingEvent>(messages.Count + 1);
        if (live.IsAbandoned)
        {
            return incoming;
        }

        if (!live.Started && (row.StartAt is null || row.StartAt <= now))
        {
            incoming.Add(ExecutionStarted.Instance);
        }

        var woken = false;
        foreach (var message in messages)
        {
            if (message is Message.Event { Item: var item } sent && sent.IsFor(row) && live.Accepts(item))
            {
                incoming.Add(item);
            }
            else if (message is Message.Wake && !woken)
            {
                woken = true;
                incoming.AddRange(live.Open.DueTimers(now));
            }
        }

        return incoming;
    }

    /// <summary>Nothing came that is news; but a call for a time may have come too early, and is renewed.</summary>
    private void Idle(InstanceSlot slot, List<Message> messages)
    {
        Discard(messages);
        if (messages.Contains(Message.Wake.Up) && slot.State().WakeAt is { } wakeAt)
        {
            effects.Wake(slot.Id, wakeAt);
        }
    }

    private static void TakeUpActivities(InstanceRow row, Orchestration live, Action<ActivityCall> takeUp)
    {
        foreach (var task in live.Open.TakeUpActivities())
        {
            takeUp(new ActivityCall(row.Id, row.Seq, row.Generation, task));
        }
    }

    private void Commit(
        InstanceSlot slot, List<Message> messages, EncodedBatch batch, OutgoingEvent[] requests, DateTime now)
    {
        var (row, live) = (slot.Row!, slot.Live!);
        var state = slot.State();
        if (live.Completion is { } end)
        {
            state = state with { Busy = false, WakeAt = null, EndedAt = now, Output = end.Output, Failure = end.Failure };
        }

        var changed = state != slot.Stored;
        var statusChanged = state.Status != slot.Stored?.Status;
        slot.Stored = state;
        var outgoing = TurnOutcome.Messages(row, live, messages, requests);
        Enqueue(slot, new TurnCommit(slot, row, effects)
        {
            Batch = batch,
            Update = changed ? state : null,
            Change = statusChanged ? new InstanceChange(row, state, now) : null,
            Calls = TurnOutcome.Calls(row, requests),
            Children = TurnOutcome.Children(row, requests, now, store.NextSeq),
            Messages = outgoing,
            Consumed = TurnOutcome.Consumed(messages),
            Receipts = TurnOutcome.Receipts(messages),
        });
        if (statusChanged && live.Completion is not null)
        {
            LogEnded(row.Id, row.Name, state.Status);
        }
    }

    private void ContinueAsNew(
        InstanceSlot slot, List<Message> messages, OutgoingEvent[] requests, ContinueAsNewRequest next, DateTime now)
    {
        var (row, live) = (slot.Row!, slot.Live!);
        var nextRow = row with
        {
            Generation = row.Generation + 1,
            Version = next.Version,
            Input = next.Input,
            Status = OrchestrationRuntimeStatus.Running,
            StartAt = null,
            CustomStatus = null,
        };
        var carried = TurnOutcome.Carried(nextRow, live, next, store.NextMessage);
        loader.Begin(slot, nextRow);
        var wasRunning = slot.Stored?.Status == OrchestrationRuntimeStatus.Running;
        slot.Stored = slot.State() with { Status = OrchestrationRuntimeStatus.Running };
        Enqueue(slot, new TurnCommit(slot, row, effects)
        {
            NextGeneration = nextRow,
            Change = wasRunning ? null : new InstanceChange(nextRow, slot.Stored, now),
            Calls = TurnOutcome.Calls(row, requests),
            Children = TurnOutcome.Children(row, requests, now, store.NextSeq),
            Messages = TurnOutcome.Messages(row, live, messages, requests),
            ToSelf = carried,
            Consumed = TurnOutcome.Consumed(messages),
            Receipts = TurnOutcome.Receipts(messages),
        });
        table.PostFirst(slot, [new Message.Begin(nextRow), .. carried.Select(Message.Event.Of)]);
    }

    private void Enqueue(InstanceSlot slot, TurnCommit commit)
    {
        table.CommitQueued(slot);
        commits.Enqueue(commit);
    }

    private void Discard(List<Message> messages)
    {
        foreach (var receipt in TurnOutcome.Receipts(messages))
        {
            receipt.TrySetResult();
        }

        if (TurnOutcome.Consumed(messages) is { Count: > 0 } consumed)
        {
            commits.Enqueue(new DiscardCommit(consumed));
        }
    }

    [LoggerMessage(LogLevel.Error, "Instance {InstanceId} can't be read")]
    private partial void LogUnreadable(string instanceId, Exception reason);

    [LoggerMessage(LogLevel.Debug, "Instance {InstanceId} of {Name} ended: {Status}")]
    private partial void LogEnded(string instanceId, string name, OrchestrationRuntimeStatus status);
}
