using System.Text.Json;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>An identity provider as written: each assurance is a level, or a word of its framework.</summary>
internal sealed record IdentityProviderFile(
    string Id,
    string Organization,
    LocalizedText Name,
    string Channel,
    string? Framework,
    IReadOnlyDictionary<string, JsonElement> Assurances,
    RecordedEvidence? Evidence,
    DateOnly From,
    DateOnly? Until,
    FigureSource Source)
{
    /// <summary>The provider with a level for each of its words; one that leads nowhere is left out: the checks tell it.</summary>
    public IdentityProvider Resolve(AssuranceFramework? framework) => new(
        Id,
        Organization,
        Name,
        Channel,
        Assurances.Select(item => (item.Key, Level: LevelOf(item.Value, framework)))
            .Where(item => item.Level is not null)
            .ToDictionary(item => item.Key, item => item.Level ?? 0, StringComparer.Ordinal),
        From,
        Until,
        Source,
        Framework,
        Evidence);

    /// <summary>The level that an assurance says or stands for; null when the framework has no such word.</summary>
    public static int? LevelOf(JsonElement assurance, AssuranceFramework? framework) =>
        assurance.ValueKind == JsonValueKind.Number ? (int)assurance.GetDecimal() : framework?.LevelOf(assurance.GetString() ?? "");
}
