namespace Integration.Workflows.Eligibility;

/// <summary>What became of one rule.</summary>
internal enum FindingState
{
    /// <summary>It holds.</summary>
    Met,

    /// <summary>It does not hold.</summary>
    Unmet,

    /// <summary>It asked for a fact that is missing.</summary>
    Unknown,

    /// <summary>It broke while it ran.</summary>
    Failed,
}
