using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Cases;

/// <summary>A program's answer.</summary>
/// <param name="Program">The program.</param>
/// <param name="Jurisdiction">Whose program it is.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="AnnualAmount">A year's amount in <see cref="Currency"/>; null when there is none.</param>
/// <param name="EligibleFrom">The first day of eligibility, when it lies ahead.</param>
/// <param name="Reasons">Why, in both official languages.</param>
public sealed record DeterminationView(
    string Program,
    string Jurisdiction,
    DeterminationOutcome Outcome,
    decimal? AnnualAmount,
    DateOnly? EligibleFrom,
    IReadOnlyList<Reason> Reasons)
{
    /// <summary>What the amount is in, a code of ISO 4217; null when there is no amount.</summary>
    public string? Currency { get; init; }

    /// <summary>The organization that decided; another one than the program's agency where that has delegated it.</summary>
    public string? DecidedBy { get; init; }
}
