namespace Integration.Workflows.Identity;

/// <summary>What is asked of an identity check.</summary>
/// <param name="RequiredLevel">Assurance needed, Pan-Canadian Trust Framework 1–4.</param>
/// <param name="AsOf">The day of the check.</param>
/// <param name="Subject">Whose identity it is. For a child or a vulnerable person level 3 takes the guardian's evidence too.</param>
/// <param name="Agreement">
/// Under which agreement it is asked: identity providers of the recipient's country are accepted, and the recipient's register is searched
/// for the person. Null: providers of any country, and nobody is searched for; nor is anybody without a register.
/// </param>
public sealed record IdentityQuestion(
    int RequiredLevel, DateOnly AsOf, IdentitySubject Subject = IdentitySubject.Adult, string? Agreement = null);
