using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Identity;

/// <summary>The answer of an identity check.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Level">Assurance reached, Pan-Canadian Trust Framework 1–4; 0 when none.</param>
/// <param name="Provider">The identity provider, when the catalogue knows it.</param>
/// <param name="Reasons">Why, and what to do next.</param>
public sealed record IdentityResult(IdentityOutcome Outcome, int Level, string? Provider, IReadOnlyList<Reason> Reasons);
