namespace Integration.Workflows.Catalogue;

/// <summary>Another framework's words for assurance, and what they are accepted as here.</summary>
/// <param name="Id">Unique in the catalogue; an identity provider's <c>framework</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Levels">The framework's word → Pan-Canadian Trust Framework level 1–4.</param>
/// <param name="Profiles">Its profiles by name; empty when it has none.</param>
/// <param name="DecidedHere">Whether the levels are this network's decision; false when a source states them.</param>
/// <param name="Source">Where the framework can be read; the note says why the levels are what they are.</param>
public sealed record AssuranceFramework(
    string Id,
    LocalizedText Name,
    IReadOnlyDictionary<string, int> Levels,
    IReadOnlyDictionary<string, ProofingProfile> Profiles,
    bool DecidedHere,
    FigureSource Source)
{
    /// <summary>The level of a word or profile of the framework; null when it has no such word.</summary>
    public int? LevelOf(string word) =>
        Levels.TryGetValue(word, out var level) ? level
        : Profiles.TryGetValue(word, out var profile) ? profile.Level
        : null;
}
