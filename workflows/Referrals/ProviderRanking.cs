using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Referrals;

/// <summary>
/// In which order providers are asked: the person's choice first, then those who serve the area, those with capacity before those with a
/// waitlist, the better before the worse. Pure.
/// </summary>
public static class ProviderRanking
{
    /// <summary>
    /// The providers that can be asked; nobody without capacity is among them, nor anybody of another area, except by the person's choice.
    /// </summary>
    public static IEnumerable<string> Of(ProviderSelection providers, ServiceCatalogue catalogue, string? chosen, string? area)
    {
        ArgumentNullException.ThrowIfNull(providers);
        ArgumentNullException.ThrowIfNull(catalogue);
        return Of(providers.From.Select(catalogue.GetParticipant), chosen, area);
    }

    /// <summary>The same, of providers at hand.</summary>
    internal static IEnumerable<string> Of(IEnumerable<Participant> providers, string? chosen, string? area) => providers
        .Where(provider => provider.Provider?.Capacity != Capacity.NoCapacity)
        .Where(provider => provider.Id == chosen || provider.Provider?.Serves(area) != false)
        .OrderByDescending(provider => provider.Id == chosen)
        .ThenBy(provider => provider.Provider?.Capacity ?? Capacity.Capacity)
        .ThenByDescending(provider => provider.Provider?.Rating ?? 0)
        .ThenBy(provider => provider.Id, StringComparer.Ordinal)
        .Select(provider => provider.Id);
}
