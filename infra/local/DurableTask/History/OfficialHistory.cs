using System.Text.Json;
using DurableTask.Core;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Official = DurableTask.Core.History;

namespace Integration.Local.DurableTask.History;

/// <summary>
/// Writes a history as Durable Task has it: each turn framed, what came in and the frames numbered -1, what was asked for by its number.
/// </summary>
internal sealed class OfficialHistory
{
    private const int Unnumbered = -1;

    private readonly InstanceRow _row;
    private readonly Dictionary<int, DateTime> _timers = [];
    private readonly List<Official.HistoryEvent> _events = [];
    private int _nextNumber;

    private OfficialHistory(InstanceRow row) => _row = row;

    public static IList<Official.HistoryEvent> Of(InstanceRow row, IEnumerable<HistoryBatch> turns)
    {
        var history = new OfficialHistory(row);
        foreach (var turn in turns)
        {
            history.Add(turn.At, new Official.OrchestratorStartedEvent(Unnumbered));
            foreach (var item in turn.Events)
            {
                history.Add(turn.At, item is OutgoingEvent request ? history.Asked(request) : history.Came((IncomingEvent)item));
            }

            history.Add(turn.At, new Official.OrchestratorCompletedEvent(Unnumbered));
        }

        return history._events;
    }

    private void Add(DateTime at, Official.HistoryEvent item)
    {
        item.Timestamp = at;
        _events.Add(item);
    }

    private Official.HistoryEvent Came(IncomingEvent item) => item switch
    {
        ExecutionStarted => Started(),
        TaskCompleted e => new Official.TaskCompletedEvent(Unnumbered, e.TaskId, e.Result),
        TaskFailed e => new Official.TaskFailedEvent(Unnumbered, e.TaskId, e.Failure.ErrorMessage, null, Failure(e.Failure)),
        SubOrchestrationCompleted e => new Official.SubOrchestrationInstanceCompletedEvent(Unnumbered, e.TaskId, e.Result),
        SubOrchestrationFailed e =>
            new Official.SubOrchestrationInstanceFailedEvent(Unnumbered, e.TaskId, e.Failure.ErrorMessage, null, Failure(e.Failure)),
        TimerFired e => new Official.TimerFiredEvent(Unnumbered, _timers[e.TaskId]) { TimerId = e.TaskId },
        EventRaised e => new Official.EventRaisedEvent(Unnumbered, e.Input) { Name = e.Name },
        ExecutionSuspended e => new Official.ExecutionSuspendedEvent(Unnumbered, e.Reason),
        ExecutionResumed e => new Official.ExecutionResumedEvent(Unnumbered, e.Reason),
        ExecutionTerminated e => new Official.ExecutionTerminatedEvent(Unnumbered, e.Output),
        ExecutionRewound e => new Official.ExecutionRewoundEvent(Unnumbered, e.Reason),
        _ => throw new InvalidOperationException($"{item.GetType().Name} is not an event that comes in."),
    };

    private Official.HistoryEvent Asked(OutgoingEvent item)
    {
        switch (item)
        {
            case TaskScheduled e:
                return new Official.TaskScheduledEvent(Number(e.TaskId), e.Name, e.Version, Arguments(e.Input)) { Tags = Tags(e.Tags) };
            case SubOrchestrationCreated e:
                return new Official.SubOrchestrationInstanceCreatedEvent(Number(e.TaskId))
                {
                    InstanceId = e.InstanceId, Name = e.Name, Version = e.Version, Input = e.Input, Tags = Tags(e.Tags),
                };
            case TimerCreated e:
                _timers[e.TaskId] = e.FireAt;
                return new Official.TimerCreatedEvent(Number(e.TaskId), e.FireAt);
            case EventSent e:
                return new Official.EventSentEvent(Number(e.TaskId)) { InstanceId = e.InstanceId, Name = e.Name, Input = e.Input };
            case ExecutionCompleted e:
                // The two enumerations of states have the same numbers.
                return new Official.ExecutionCompletedEvent(_nextNumber, e.Output, (OrchestrationStatus)(int)e.Status, Failure(e.Failure));
            default:
                throw new InvalidOperationException($"{item.GetType().Name} is not an event that was asked for.");
        }
    }

    private Official.ExecutionStartedEvent Started() => new(Unnumbered, _row.Input)
    {
        Name = _row.Name,
        Version = _row.Version,
        OrchestrationInstance = new OrchestrationInstance { InstanceId = _row.Id },
        ParentInstance = _row.Parent is not { } parent
            ? null
            : new ParentInstance
            {
                Name = parent.Name,
                TaskScheduleId = parent.TaskId,
                OrchestrationInstance = new OrchestrationInstance { InstanceId = parent.Id },
            },
        Generation = _row.Generation,
        Tags = _row.Tags is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(_row.Tags),
        ScheduledStartTime = _row.StartAt,
    };

    private int Number(int taskId)
    {
        _nextNumber = taskId + 1;
        return taskId;
    }

    /// <summary>Officially an activity takes a list of arguments, which is always of one.</summary>
    private static string Arguments(string? input) => $"[{input ?? "null"}]";

    private static Dictionary<string, string>? Tags(IReadOnlyDictionary<string, string>? tags) => tags?.ToDictionary();

    private static FailureDetails? Failure(TaskFailureDetails? failure) => failure is null
        ? null
        : new FailureDetails(
            failure.ErrorType,
            failure.ErrorMessage,
            failure.StackTrace,
            Failure(failure.InnerFailure),
            isNonRetriable: false,
            failure.Properties);
}
