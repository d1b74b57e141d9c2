using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Audit.Verification;

/// <summary>What a walk over all cases came to.</summary>
/// <param name="Cases">How many cases were looked at.</param>
/// <param name="Records">How many records they have.</param>
/// <param name="Anchors">How many anchors there are.</param>
/// <param name="Newest">The newest anchor, to be kept as a witness; null when there is none.</param>
/// <param name="Uncovered">How many cases have records that no anchor covers yet.</param>
/// <param name="Findings">All that is wrong: anchors first, then cases by id.</param>
public sealed record AuditReport(
    int Cases, long Records, int Anchors, AnchorWitness? Newest, int Uncovered, IReadOnlyList<AuditFinding> Findings);
