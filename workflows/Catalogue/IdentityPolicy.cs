namespace Integration.Workflows.Catalogue;

/// <summary>What identity checks go by, beside the identity providers themselves.</summary>
/// <param name="EvidenceTypes">What counts as evidence, ordered by id.</param>
/// <param name="Frameworks">Other frameworks and their levels here, ordered by id.</param>
/// <param name="Registers">Registers of persons, ordered by participant.</param>
public sealed record IdentityPolicy(
    IReadOnlyList<EvidenceType> EvidenceTypes,
    IReadOnlyList<AssuranceFramework> Frameworks,
    IReadOnlyList<PersonRegister> Registers)
{
    /// <summary>The framework, or null when there is none of that id.</summary>
    public AssuranceFramework? FindFramework(string id) => Frameworks.FirstOrDefault(framework => framework.Id == id);

    /// <summary>The register of a participant, or null when it has none.</summary>
    public PersonRegister? FindRegister(string participant) =>
        Registers.FirstOrDefault(register => register.Participant == participant);
}
