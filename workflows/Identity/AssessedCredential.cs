using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Identity;

/// <summary>What one credential is worth.</summary>
/// <param name="Provider">The identity provider, when the catalogue knows it.</param>
/// <param name="Level">The level reached; 0 when it is not accepted.</param>
/// <param name="Refusal">Why it is not accepted; null when it is.</param>
/// <param name="Missing">The rules that stand between its evidence and the level asked for.</param>
internal sealed record AssessedCredential(IdentityProvider? Provider, int Level, Reason? Refusal, IReadOnlyList<RuleFinding> Missing)
{
    /// <summary>One that is not accepted.</summary>
    public static AssessedCredential Refused(IdentityProvider? provider, Reason why) => new(provider, 0, why, []);
}
