using DurableTask.Core.Tracing;
using System.Diagnostics.CodeAnalysis;

namespace DurableTask.Core.History;

/// <summary>The instance began.</summary>
public class ExecutionStartedEvent(int eventId, string? input) : HistoryEvent(eventId), ISupportsDurableTraceContext
{
    public override EventType EventType => EventType.ExecutionStarted;

    [SuppressMessage("Design", "CA1051", Justification = "A field in the official API too.")]
    public OrchestrationInstance? OrchestrationInstance;

    public ParentInstance? ParentInstance { get; set; }

    public string? Name { get; set; }

    public string? Version { get; set; }

    public string? Input { get; set; } = input;

    /// <summary>How often it continued as new.</summary>
    public int? Generation { get; set; }

    public IDictionary<string, string>? Tags { get; set; }

    /// <summary>The time that it waited for, in UTC; null: it did not wait.</summary>
    public DateTime? ScheduledStartTime { get; set; }

    public DistributedTraceContext? ParentTraceContext { get; set; }
}
