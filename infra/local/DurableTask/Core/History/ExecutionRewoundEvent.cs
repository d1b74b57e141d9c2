using DurableTask.Core.Tracing;

namespace DurableTask.Core.History;

/// <summary>Somebody took the instance back to before its failure.</summary>
public class ExecutionRewoundEvent(int eventId, string? reason) : HistoryEvent(eventId), ISupportsDurableTraceContext
{
    public override EventType EventType => EventType.ExecutionRewound;

    public string? Reason { get; set; } = reason;

    public DistributedTraceContext? ParentTraceContext { get; set; }
}
