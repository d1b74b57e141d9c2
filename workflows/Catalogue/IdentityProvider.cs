namespace Integration.Workflows.Catalogue;

/// <summary>Who vouches for a person's identity, and how much its word is worth here.</summary>
/// <param name="Id">Unique in the catalogue; <c>credential.provider</c> in an application.</param>
/// <param name="Organization">The organization that answers for it.</param>
/// <param name="Name">What citizens know it by.</param>
/// <param name="Channel"><c>online</c>, <c>telephone</c> or <c>in-person</c>.</param>
/// <param name="Assurances">The provider's own word for an assurance → Pan-Canadian Trust Framework level 1–4.</param>
/// <param name="From">First day on which it is accepted.</param>
/// <param name="Until">Last day; open when null.</param>
/// <param name="Source">Why the levels are what they are.</param>
/// <param name="Framework">The framework that its words are of; null when the pack gives the levels themselves.</param>
/// <param name="Evidence">What evidence it records; null when its word is all there is.</param>
public sealed record IdentityProvider(
    string Id,
    string Organization,
    LocalizedText Name,
    string Channel,
    IReadOnlyDictionary<string, int> Assurances,
    DateOnly From,
    DateOnly? Until,
    FigureSource Source,
    string? Framework = null,
    RecordedEvidence? Evidence = null)
{
    /// <summary>The highest level that can be had from it.</summary>
    public int HighestLevel => Assurances.Values.Append(Evidence?.HighestLevel ?? 0).Max();

    /// <summary>Whether it is accepted on a day.</summary>
    public bool Accepted(DateOnly day) => day >= From && (Until is null || day <= Until);
}
