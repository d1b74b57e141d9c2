namespace Integration.Load.Growth.Model;

/// <summary>A published limit: what one unit of something can do, and how many of it can be had.</summary>
/// <param name="Id">Its name in code: which demand it is held against.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Unit">What a unit is called.</param>
/// <param name="PerSecond">What a unit does in a second.</param>
/// <param name="Sizes">The numbers of units that can be had, ascending; or the greatest alone, when any number up to it can.</param>
/// <param name="IsSpread">Whether each case belongs to one unit; otherwise all units share the work.</param>
/// <param name="Backend">The durable backend that has it; null where it has nothing to do with that.</param>
/// <param name="Source">Where the figure is from.</param>
/// <param name="Then">What to do where it is not enough.</param>
internal sealed record Limit(
    string Id, string Name, string Unit, double PerSecond, IReadOnlyList<int> Sizes, bool IsSpread, string? Backend, string Source,
    string Then)
{
    public int Most => Sizes[^1];

    /// <summary>The fewest units that carry so much, or null where the most do not.</summary>
    /// <param name="demand">What is wanted in a second.</param>
    /// <param name="utilisation">How busy units are to be at most, 0 to 1.</param>
    public int? UnitsFor(double demand, double utilisation)
    {
        var least = Math.Max(1, (int)Math.Ceiling((demand / (PerSecond * utilisation)) - 1e-9));
        return Sizes.Count == 1
            ? least <= Most ? least : null
            : Sizes.Where(size => size >= least).Select(size => (int?)size).FirstOrDefault();
    }
}
