namespace DurableTask.Core.History;

/// <summary>A turn of the orchestrator ended.</summary>
public class OrchestratorCompletedEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.OrchestratorCompleted;
}
