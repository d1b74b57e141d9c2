namespace DurableTask.Core.History;

/// <summary>Somebody let the instance go on.</summary>
public class ExecutionResumedEvent(int eventId, string? reason) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionResumed;

    public string? Reason { get; set; } = reason;
}
