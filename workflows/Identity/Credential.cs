namespace Integration.Workflows.Identity;

/// <summary>One thing that speaks for a person's identity, as an application holds it.</summary>
/// <param name="Provider">Whose word it is, by id.</param>
/// <param name="Assurance">The provider's word; null when only evidence or scores are given.</param>
/// <param name="Evidence">The evidence that the provider recorded of the subject.</param>
/// <param name="GuardianEvidence">The evidence that it recorded of a parent or guardian.</param>
/// <param name="Scores">The scores of a framework with profiles; null when there are none.</param>
internal sealed record Credential(
    string Provider,
    string? Assurance,
    IReadOnlyList<IdentityEvidence> Evidence,
    IReadOnlyList<IdentityEvidence> GuardianEvidence,
    ProofingScores? Scores);
