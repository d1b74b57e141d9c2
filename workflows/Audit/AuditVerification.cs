namespace Integration.Workflows.Audit;

/// <summary>Whether a chain is as it was written.</summary>
/// <param name="Intact">Nothing was changed, removed, added or moved.</param>
/// <param name="BrokenAt">The place in the chain, from 1, where it first is not; null when intact.</param>
public sealed record AuditVerification(bool Intact, long? BrokenAt);
