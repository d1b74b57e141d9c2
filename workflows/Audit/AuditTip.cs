namespace Integration.Workflows.Audit;

/// <summary>Where a chain ends; kept apart from the chain, it shows when the end was cut off.</summary>
/// <param name="Sequence">Of the last record; 0 when there is none.</param>
/// <param name="Hash">Of the last record; of the case's id when there is none.</param>
public sealed record AuditTip(long Sequence, string Hash);
