namespace DurableTask.Core.History;

/// <summary>The instance ended.</summary>
public class ExecutionCompletedEvent(
    int eventId, string? result, OrchestrationStatus orchestrationStatus, FailureDetails? failureDetails = null) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionCompleted;

    public OrchestrationStatus OrchestrationStatus { get; } = orchestrationStatus;

    public string? Result { get; } = result;

    public FailureDetails? FailureDetails { get; } = failureDetails;
}
