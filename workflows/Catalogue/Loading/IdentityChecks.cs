namespace Integration.Workflows.Catalogue.Loading;

/// <summary>What providers and registers name exists and fits.</summary>
internal sealed class IdentityChecks(PackContent pack)
{
    private readonly HashSet<string> _types = [.. pack.Identity.EvidenceTypes.Select(item => item.Value.Id)];
    private readonly ILookup<string, Participant> _participants =
        pack.Participants.Select(item => item.Value).ToLookup(item => item.Id, StringComparer.Ordinal);

    /// <summary>Everything that is wrong with what packs say about identity.</summary>
    public IEnumerable<CatalogueError> Check() =>
    [
        .. CrossReferences.Unique(pack.Identity.EvidenceTypes, item => item.Id),
        .. CrossReferences.Unique(pack.Identity.Frameworks, item => item.Id),
        .. SecondRegisters(),
        .. pack.Identity.ProviderFiles.SelectMany(CheckAssurances),
        .. pack.Identity.ProviderFiles.SelectMany(CheckEvidence),
        .. pack.Identity.Registers.SelectMany(CheckParticipant),
    ];

    private IEnumerable<CatalogueError> CheckAssurances(Located<IdentityProviderFile> item)
    {
        var framework = pack.Identity.FrameworkOf(item.Value);
        if (framework is null && item.Value.Framework is { } id)
        {
            return pack.IsDoubtful(id)
                ? []
                : [item.Error("/framework", $"There is no framework '{id}'.", "Name a framework of assurance-mappings, or add it.")];
        }

        return item.Value.Assurances
            .Where(assurance => IdentityProviderFile.LevelOf(assurance.Value, framework) is null)
            .Select(assurance => item.Error(
                JsonPointer.Append("/assurances", assurance.Key),
                framework is null ? "A word stands for no level without a framework."
                    : $"The framework '{framework.Id}' has no '{assurance.Value.GetString()}'.",
                framework is null ? "Name the framework, or give the level 1 to 4."
                    : $"Use one of {string.Join(", ", framework.Levels.Keys.Concat(framework.Profiles.Keys))}."));
    }

    private IEnumerable<CatalogueError> CheckEvidence(Located<IdentityProviderFile> item) => (item.Value.Evidence?.Types ?? []).Index()
        .Where(type => !_types.Contains(type.Item) && !pack.IsDoubtful(type.Item))
        .Select(type => item.Error(
            JsonPointer.Append("/evidence/types", type.Index),
            $"There is no type of evidence '{type.Item}'.",
            "Name a type of identity-evidence, or add it."));

    private IEnumerable<CatalogueError> CheckParticipant(Located<PersonRegister> item)
    {
        var id = item.Value.Participant;
        if (!_participants.Contains(id))
        {
            return pack.IsDoubtful(id)
                ? []
                : [item.Error("/participant", $"There is no participant '{id}'.", "Name an existing participant, or add it.")];
        }

        return _participants[id].First().Hosting == Hosting.Hosted
            ? []
            : [item.Error("/participant", $"The participant '{id}' is remote.", "Name a hosted one: a remote one keeps its own register.")];
    }

    private IEnumerable<CatalogueError> SecondRegisters() => pack.Identity.Registers
        .GroupBy(item => item.Value.Participant, StringComparer.Ordinal)
        .SelectMany(group => group.Skip(1).Select(item => item.Error(
            "/participant",
            $"The register of '{group.Key}' is in {group.First().File}#{group.First().Pointer}.",
            "Put all records of a participant into one register.")));
}
