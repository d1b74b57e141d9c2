namespace Integration.Workflows.Catalogue;

/// <summary>Figures that change together.</summary>
/// <param name="Table">Name within the program.</param>
/// <param name="Periods">Without overlap; every period has the same names.</param>
public sealed record ParameterTable(string Table, IReadOnlyList<ParameterPeriod> Periods)
{
    /// <summary>The period in force on a day, else the latest one that is carried to it, else null.</summary>
    public ParameterPeriod? PeriodFor(DateOnly day) =>
        Periods.FirstOrDefault(period => period.InForce(day))
        ?? Periods.Where(period => period.CarriedTo(day)).MaxBy(period => period.From);
}
