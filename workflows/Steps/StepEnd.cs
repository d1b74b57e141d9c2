namespace Integration.Workflows.Steps;

/// <summary>That a step has come to its end: the event that an orchestration waits for. Holds no personal data.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Status">Its terminal status.</param>
/// <param name="IsLast">Whether its task is over with it.</param>
/// <param name="CaseOutcome">How the case ends because of it, one of <see cref="Cases.CaseOutcomes"/>; null when the plan goes on.</param>
public sealed record StepEnd(string StepKey, string Status, bool IsLast, string? CaseOutcome);
