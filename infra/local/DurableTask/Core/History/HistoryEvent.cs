using System.Runtime.Serialization;

namespace DurableTask.Core.History;

/// <summary>Something that happened to an instance.</summary>
public abstract class HistoryEvent : IExtensibleDataObject
{
    protected HistoryEvent(int eventId) => EventId = eventId;

    /// <summary>The number of what was asked for; -1 for what came in, and for the frame of a turn.</summary>
    public int EventId { get; }

    /// <summary>Whether it was replayed when it was read. Never, for a history that was asked for.</summary>
    public bool IsPlayed { get; set; }

    /// <summary>The time of its turn, in UTC.</summary>
    public DateTime Timestamp { get; set; }

    public virtual EventType EventType { get; }

    public ExtensionDataObject? ExtensionData { get; set; }
}
