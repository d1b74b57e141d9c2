namespace Integration.Local.DurableTask.History;

/// <summary>The events of one turn: what came in, then what the code asked for. All bear the time of the turn.</summary>
/// <param name="First">The number of the first event, counted from 0 over the whole history.</param>
/// <param name="At">The time of the turn, in UTC.</param>
/// <param name="Events">The events, in order.</param>
internal sealed record HistoryBatch(int First, DateTime At, IReadOnlyList<HistoryEvent> Events);
