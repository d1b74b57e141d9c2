namespace DurableTask.Core.History;

/// <summary>A sub-orchestration ended well.</summary>
public class SubOrchestrationInstanceCompletedEvent(int eventId, int taskScheduledId, string? result) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.SubOrchestrationInstanceCompleted;

    /// <summary>The number under which it was started.</summary>
    public int TaskScheduledId { get; } = taskScheduledId;

    public string? Result { get; } = result;
}
