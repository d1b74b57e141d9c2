namespace Integration.Workflows.Catalogue;

/// <summary>The figures of one period.</summary>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force; open when null.</param>
/// <param name="CarriedUntil">Last day on which they stand in, as provisional, for figures not yet entered; null for none.</param>
/// <param name="Source">Where they can be read.</param>
/// <param name="Values">The figures by name.</param>
public sealed record ParameterPeriod(
    DateOnly From,
    DateOnly? Until,
    DateOnly? CarriedUntil,
    FigureSource Source,
    IReadOnlyDictionary<string, ParameterValue> Values)
{
    /// <summary>Whether these figures are those of the day.</summary>
    public bool InForce(DateOnly day) => day >= From && (Until is null || day <= Until);

    /// <summary>Whether the day lies beyond the period, but these figures may still stand in.</summary>
    public bool CarriedTo(DateOnly day) => Until is not null && day > Until && day <= CarriedUntil;
}
