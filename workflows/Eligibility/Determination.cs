using System.Text.Json.Serialization;

namespace Integration.Workflows.Eligibility;

/// <summary>A program's answer, with reasons.</summary>
/// <param name="Program">The program.</param>
/// <param name="Jurisdiction">The jurisdiction that the program belongs to.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="AnnualAmount">
/// A year's amount in <see cref="Currency"/>, rounded to cents; null when not eligible or when the program pays none.
/// </param>
/// <param name="Reasons">Why.</param>
/// <param name="Trace">One line for each rule that was looked at: name and result.</param>
/// <param name="EligibleFrom">The first day of eligibility, when it lies ahead.</param>
public sealed record Determination(
    string Program,
    string Jurisdiction,
    DeterminationOutcome Outcome,
    decimal? AnnualAmount,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<string> Trace,
    DateOnly? EligibleFrom)
{
    /// <summary>What the amount is in, a code of ISO 4217; null when there is no amount.</summary>
    public string? Currency { get; init; }

    /// <summary>JSON Pointers into the application of the facts that are missing; the reasons say the same in words.</summary>
    [JsonIgnore]
    public IEnumerable<string> Missing => Reasons.Select(reason => reason.Pointer).OfType<string>().Distinct();
}
