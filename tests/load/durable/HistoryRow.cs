namespace Integration.Load.DurableTask;

/// <summary>The events of one turn of one instance, as the engine stores them.</summary>
internal sealed record HistoryRow(long Instance, long First, long At, byte[] Events);
