namespace DurableTask.Core.History;

/// <summary>The time of a timer came.</summary>
public class TimerFiredEvent(int eventId, DateTime fireAt) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.TimerFired;

    /// <summary>The number under which it was set.</summary>
    public int TimerId { get; set; }

    /// <summary>In UTC.</summary>
    public DateTime FireAt { get; set; } = fireAt;
}
