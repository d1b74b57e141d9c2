using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Identity;

/// <summary>What one rule came to.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="IsMet">Whether the evidence meets it.</param>
internal sealed record RuleFinding(EvidenceRule Rule, bool IsMet)
{
    /// <summary>The same in words.</summary>
    public Reason Reason => IsMet ? Rule.Met : Rule.Unmet;
}
