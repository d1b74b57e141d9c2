using DurableTask.Core;
using DurableTask.Core.Command;
using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Testing.Histories;

/// <summary>Something that an orchestrator asked for, in its history or now.</summary>
/// <param name="Kind">What it asked for.</param>
/// <param name="Id">The number of the call; -1 for an end, which nothing answers.</param>
/// <param name="Name">Of what it called; null for what has no name.</param>
/// <param name="Target">The instance that it addressed; null for none.</param>
/// <param name="Failure">Why it ended, if it failed.</param>
internal sealed record Request(string Kind, int Id, string? Name = null, string? Target = null, FailureDetails? Failure = null)
{
    /// <summary>Null for an event that came in.</summary>
    public static Request? Of(HistoryEvent item) => item switch
    {
        TaskScheduledEvent e => new("activity", e.EventId, e.Name),
        SubOrchestrationInstanceCreatedEvent e => new("sub-orchestration", e.EventId, e.Name, e.InstanceId),
        TimerCreatedEvent e => new("timer", e.EventId),
        EventSentEvent e => new("event", e.EventId, e.Name, e.InstanceId),
        ExecutionCompletedEvent e => new(EndAs(e.OrchestrationStatus), -1, Failure: e.FailureDetails),
        _ => null,
    };

    public static Request Of(OrchestratorAction action) => action switch
    {
        ScheduleTaskOrchestratorAction a => new("activity", a.Id, a.Name),
        CreateSubOrchestrationAction a => new("sub-orchestration", a.Id, a.Name, a.InstanceId),
        CreateTimerOrchestratorAction a => new("timer", a.Id),
        SendEventOrchestratorAction a => new("event", a.Id, a.EventName, a.Instance?.InstanceId),
        OrchestrationCompleteOrchestratorAction a => new(EndAs(a.OrchestrationStatus), -1, Failure: a.FailureDetails),
        _ => throw new NotSupportedException($"An orchestrator's {action.OrchestratorActionType} has no place in a recorded history."),
    };

    /// <summary>Whether it is the same in the eyes of the framework; inputs may differ, as they may there.</summary>
    public static bool AreSame(Request? then, Request? now) =>
        then is not null && now is not null
        && (then.Kind, then.Id, then.Target) == (now.Kind, now.Id, now.Target)
        && string.Equals(then.Name, now.Name, StringComparison.OrdinalIgnoreCase);

    public static string Describe(Request? request) => request?.ToString() ?? "nothing";

    public override string ToString() =>
        Kind
        + (Name is null ? "" : $" '{Name}'")
        + (Target is null ? "" : $" of instance '{Target}'")
        + (Id < 0 ? "" : $" (call {Id})")
        + (Failure is null ? "" : $" ({Failure.ErrorType}: {Failure.ErrorMessage})");

    private static string EndAs(OrchestrationStatus status) => $"end as {status}";
}
