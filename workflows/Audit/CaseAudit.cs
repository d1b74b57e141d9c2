namespace Integration.Workflows.Audit;

/// <summary>What is stored of a case to prove what happened to it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Tip">Where its head says that the chain ends; null when there is no head, or the head does not say.</param>
/// <param name="Records">The chain, in the order that it is stored in.</param>
public sealed record CaseAudit(string CaseId, AuditTip? Tip, IReadOnlyList<AuditRecord> Records);
