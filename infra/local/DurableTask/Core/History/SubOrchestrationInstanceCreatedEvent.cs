namespace DurableTask.Core.History;

/// <summary>The orchestrator started another.</summary>
public class SubOrchestrationInstanceCreatedEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.SubOrchestrationInstanceCreated;

    public string? InstanceId { get; set; }

    public string? Name { get; set; }

    public string? Version { get; set; }

    public string? Input { get; set; }

    public IDictionary<string, string>? Tags { get; set; }
}
