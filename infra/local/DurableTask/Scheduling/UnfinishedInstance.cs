using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>An instance that has something to go on with when the engine starts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Seq">Its number.</param>
/// <param name="IsDue">Whether the time of a timer, or of its own start, came meanwhile.</param>
/// <param name="Messages">What was sent to it and is not in its history.</param>
internal sealed record UnfinishedInstance(string Id, long Seq, bool IsDue, IReadOnlyList<StoredMessage> Messages);
