using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>An instance's history, as it is stored.</summary>
/// <param name="ExecutionId">The execution that it is of.</param>
/// <param name="Events">The events.</param>
/// <param name="Bytes">Their stored size.</param>
/// <param name="CustomStatus">The stored custom status.</param>
internal sealed record CachedHistory(string ExecutionId, IList<HistoryEvent> Events, long Bytes, string? CustomStatus);
