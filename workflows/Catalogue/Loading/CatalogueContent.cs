using Integration.Workflows.Evidence;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>What all packs hold together.</summary>
internal sealed record CatalogueContent(
    IEnumerable<Organization> Organizations,
    IEnumerable<Participant> Participants,
    IEnumerable<Agreement> Agreements,
    IEnumerable<IdentityProvider> IdentityProviders,
    IdentityPolicy Identity,
    IEnumerable<Program> Programs,
    IEnumerable<IntegratedService> Services,
    IEnumerable<DirectoryEntry> Directory,
    IEnumerable<EvidenceRegister> EvidenceRegisters,
    IEnumerable<Delegation> Delegations,
    IEnumerable<ConsentNotice> ConsentNotices,
    CatalogueDocuments Documents);
