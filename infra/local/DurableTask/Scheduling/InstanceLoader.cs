using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Brings instances to life: new ones, and others by a replay of their histories.</summary>
internal sealed partial class InstanceLoader(EngineServices services, DurableStore store, ITurnEffects effects)
{
    private readonly ILogger _logger = services.Loggers.CreateLogger<InstanceLoader>();

    /// <summary>Gives a slot an execution of this instance that has no history.</summary>
    public void Begin(InstanceSlot slot, InstanceRow row)
    {
        (slot.Row, slot.Live) = (row, NewExecution(row));
        slot.History = services.Options.ReplaysEachTurn ? [] : null;
    }

    /// <summary>Gives a slot the instance that the store has under its id, alive; false if there is none that could go on.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="poison">Its code is not to run again, since the process went down over it; null for an instance that may go on.</param>
    public bool Load(InstanceSlot slot, TaskFailureDetails? poison)
    {
        var row = store.Read(reader => reader.Instance(slot.Id));
        if (row is null || InstanceRow.IsFinal(row.Status))
        {
            return false;
        }

        Begin(slot, row);
        var live = slot.Live!;
        var history = new List<HistoryBatch>();
        try
        {
            history = store.Read(reader => reader.History(row.Seq));
            if (poison is not null)
            {
                live.Abandon(poison, EventsIn(history));
                return true;
            }

            history.ForEach(live.Replay);
            slot.History?.AddRange(history);
            slot.Stored = slot.State() with { Status = row.Status, CustomStatus = row.CustomStatus };
        }
        catch (Exception e) when (e is NonDeterministicOrchestrationException or InvalidDataException)
        {
            Abandon(slot, history, e);
        }

        return true;
    }

    /// <summary>Before a turn: runs again what an instance in memory has done so far, if each turn is to begin so.</summary>
    public void Replay(InstanceSlot slot)
    {
        if (slot is not { History: { } history, Row: { } row, Live: { HasRun: true, IsAbandoned: false, Strayed: false } before })
        {
            return;
        }

        slot.Live = NewExecution(row);
        try
        {
            history.ForEach(slot.Live.Replay);
            slot.Live.Open.TakeOver(before.Open);
        }
        catch (NonDeterministicOrchestrationException e)
        {
            Abandon(slot, history, e);
        }
    }

    private void Abandon(InstanceSlot slot, List<HistoryBatch> history, Exception reason)
    {
        LogNotReplayable(slot.Id, reason);
        slot.Live!.Abandon(services.Failures.Of(reason), EventsIn(history));
    }

    private static int EventsIn(List<HistoryBatch> history) => history.Count == 0 ? 0 : history[^1].First + history[^1].Events.Count;

    private Orchestration NewExecution(InstanceRow row) => new(
        new ExecutionIdentity(row.Id, row.Name, row.Version, row.Input, row.Parent?.Instance),
        services,
        () => effects.Post(row.Id, Message.Wake.Up));

    [LoggerMessage(LogLevel.Error, "Instance {InstanceId} can't go on: its history can't be replayed")]
    private partial void LogNotReplayable(string instanceId, Exception reason);
}
