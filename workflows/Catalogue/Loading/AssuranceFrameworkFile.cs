namespace Integration.Workflows.Catalogue.Loading;

/// <summary>A framework as written.</summary>
internal sealed record AssuranceFrameworkFile(
    string Id,
    LocalizedText Name,
    IReadOnlyDictionary<string, int> Levels,
    IReadOnlyDictionary<string, ProofingProfile>? Profiles,
    bool DecidedHere,
    FigureSource Source)
{
    /// <summary>The framework.</summary>
    public AssuranceFramework ToFramework() =>
        new(Id, Name, Levels, Profiles ?? new Dictionary<string, ProofingProfile>(StringComparer.Ordinal), DecidedHere, Source);
}
