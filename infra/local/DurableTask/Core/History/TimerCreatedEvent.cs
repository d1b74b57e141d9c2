namespace DurableTask.Core.History;

/// <summary>The orchestrator set a timer.</summary>
public class TimerCreatedEvent(int eventId, DateTime fireAt) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.TimerCreated;

    /// <summary>In UTC.</summary>
    public DateTime FireAt { get; set; } = fireAt;
}
