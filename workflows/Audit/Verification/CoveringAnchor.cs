using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Audit.Verification;

/// <summary>An anchor that a case is in.</summary>
/// <param name="Anchor">The anchor.</param>
/// <param name="Tip">Where the case's chain ended then.</param>
/// <param name="Proof">Shows that it is in the anchor's tree.</param>
public sealed record CoveringAnchor(AuditAnchor Anchor, AuditTip Tip, InclusionProof Proof);
