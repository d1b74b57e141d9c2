namespace Integration.Workflows.Catalogue;

/// <summary>What speaks for a provider when there are several.</summary>
/// <param name="Areas">Postal codes or places that it serves; one that ends in <c>*</c> stands for all that begin so.</param>
/// <param name="Capacity">Whether it takes people now.</param>
/// <param name="Rating">How well it does, 0 to 5, by the source's measure.</param>
/// <param name="Source">Where the figures can be read.</param>
public sealed record ProviderProfile(IReadOnlyList<string> Areas, Capacity Capacity, decimal Rating, FigureSource Source)
{
    /// <summary>Whether it serves an area; any when the area is not known.</summary>
    public bool Serves(string? area) => area is null || Areas.Any(served => served.EndsWith('*')
        ? area.StartsWith(served[..^1], StringComparison.OrdinalIgnoreCase)
        : string.Equals(area, served, StringComparison.OrdinalIgnoreCase));
}
