namespace Integration.Workflows.Identity;

/// <summary>What is asked of an identity check.</summary>
/// <param name="RequiredLevel">Assurance needed, Pan-Canadian Trust Framework 1–4.</param>
/// <param name="AsOf">The day of the check.</param>
/// <param name="Subject">Whose identity it is. For a child or a vulnerable person level 3 takes the guardian's evidence too.</param>
/// <param name="Agreement">
/// Under which agreement it is asked: the register of its recipient is searched for the person. Null, or a recipient without a register:
/// nobody is searched for.
/// </param>
public sealed record IdentityQuestion(
    int RequiredLevel, DateOnly AsOf, IdentitySubject Subject = IdentitySubject.Adult, string? Agreement = null);
