using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>What one program would answer, and from what.</summary>
/// <param name="Program">The program.</param>
/// <param name="Name">What citizens know it by.</param>
/// <param name="Jurisdiction">Whose program it is.</param>
/// <param name="Url">Its public page.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="AnnualAmount">Canadian dollars a year; null when there is none.</param>
/// <param name="EligibleFrom">The first day of eligibility, when it lies ahead.</param>
/// <param name="Reasons">Why, in both official languages, without the facts that are missing.</param>
/// <param name="MissingFacts">What has to be known for an answer, in both official languages, each with its place.</param>
/// <param name="Trace">One line for each rule that was looked at.</param>
/// <param name="Figures">The figures that were used.</param>
public sealed record ProgramEstimate(
    string Program,
    LocalizedText Name,
    string Jurisdiction,
    Uri Url,
    DeterminationOutcome Outcome,
    decimal? AnnualAmount,
    DateOnly? EligibleFrom,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<Reason> MissingFacts,
    IReadOnlyList<string> Trace,
    IReadOnlyList<FiguresInUse> Figures);
