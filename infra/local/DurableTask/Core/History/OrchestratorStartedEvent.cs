namespace DurableTask.Core.History;

/// <summary>A turn of the orchestrator began.</summary>
public class OrchestratorStartedEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.OrchestratorStarted;
}
