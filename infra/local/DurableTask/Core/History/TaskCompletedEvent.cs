namespace DurableTask.Core.History;

/// <summary>An activity returned.</summary>
public class TaskCompletedEvent(int eventId, int taskScheduledId, string? result) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.TaskCompleted;

    /// <summary>The number of the call.</summary>
    public int TaskScheduledId { get; } = taskScheduledId;

    public string? Result { get; } = result;
}
