namespace Integration.Workflows.Identity;

/// <summary>All evidence that was recorded for one check.</summary>
/// <param name="Evidence">Of the subject.</param>
/// <param name="GuardianEvidence">Of the parent or guardian who applies for a child or a vulnerable person.</param>
/// <param name="InPerson">Whether the person stood before the examiner.</param>
internal sealed record EvidenceFile(
    IReadOnlyList<IdentityEvidence> Evidence, IReadOnlyList<IdentityEvidence> GuardianEvidence, bool InPerson);
