namespace DurableTask.Core.History;

/// <summary>A sub-orchestration failed, or was terminated.</summary>
public class SubOrchestrationInstanceFailedEvent(
    int eventId, int taskScheduledId, string? reason, string? details, FailureDetails? failureDetails) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.SubOrchestrationInstanceFailed;

    /// <summary>The number under which it was started.</summary>
    public int TaskScheduledId { get; } = taskScheduledId;

    public string? Reason { get; } = reason;

    public string? Details { get; } = details;

    public FailureDetails? FailureDetails { get; } = failureDetails;
}
