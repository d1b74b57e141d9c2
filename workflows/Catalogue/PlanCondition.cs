using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue;

/// <summary>A task is needed only after certain answers of a program that an earlier stage asked.</summary>
/// <param name="Program">The program.</param>
/// <param name="Outcomes">Any of these.</param>
public sealed record PlanCondition(string Program, IReadOnlyList<DeterminationOutcome> Outcomes);
