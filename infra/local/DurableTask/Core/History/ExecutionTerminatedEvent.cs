namespace DurableTask.Core.History;

/// <summary>Somebody ended the instance.</summary>
public class ExecutionTerminatedEvent(int eventId, string? input) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionTerminated;

    /// <summary>The output that it was given.</summary>
    public string? Input { get; set; } = input;
}
