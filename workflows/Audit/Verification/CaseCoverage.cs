namespace Integration.Workflows.Audit.Verification;

/// <summary>What anchors say of a case.</summary>
/// <param name="Anchors">Those that it is in, oldest first.</param>
/// <param name="Findings">What is wrong with the case, or with one of these anchors.</param>
public sealed record CaseCoverage(IReadOnlyList<CoveringAnchor> Anchors, IReadOnlyList<AuditFinding> Findings);
