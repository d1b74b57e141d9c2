using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Audit.Verification;

/// <summary>Where a case's chain ended, as an anchor has it.</summary>
/// <param name="Anchor">The anchor's sequence.</param>
/// <param name="Tip">Its leaf.</param>
public sealed record AnchoredAt(long Anchor, AnchoredTip Tip);
