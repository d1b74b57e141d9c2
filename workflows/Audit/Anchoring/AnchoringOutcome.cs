namespace Integration.Workflows.Audit.Anchoring;

/// <summary>What became of a look over all cases.</summary>
/// <param name="Added">The anchors that were added, oldest first.</param>
/// <param name="WasFirst">False when somebody else added an anchor meanwhile; what is left is theirs to anchor, or the next look's.</param>
public sealed record AnchoringOutcome(IReadOnlyList<AuditAnchor> Added, bool WasFirst);
