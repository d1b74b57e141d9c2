namespace Integration.Workflows.Audit.Anchoring;

/// <summary>An anchor with its leaves.</summary>
/// <param name="Anchor">The anchor.</param>
/// <param name="Leaves">By case id, each case once.</param>
public sealed record SealedAnchor(AuditAnchor Anchor, IReadOnlyList<AnchoredTip> Leaves);
