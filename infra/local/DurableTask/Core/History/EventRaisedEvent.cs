using DurableTask.Core.Tracing;

namespace DurableTask.Core.History;

/// <summary>An event came for the orchestrator.</summary>
public class EventRaisedEvent(int eventId, string? input) : HistoryEvent(eventId), ISupportsDurableTraceContext
{
    public override EventType EventType => EventType.EventRaised;

    public string? Name { get; set; }

    public string? Input { get; set; } = input;

    public DistributedTraceContext? ParentTraceContext { get; set; }
}
