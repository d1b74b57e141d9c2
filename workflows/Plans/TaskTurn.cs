namespace Integration.Workflows.Plans;

/// <summary>Where a task stands after a turn: over, or waiting. Holds no personal data.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="StepKey">The step whose end is awaited; null when only time has to pass.</param>
/// <param name="Until">When to look again at the latest; null for no limit.</param>
/// <param name="IsOver">Whether nothing more is to be done.</param>
/// <param name="CaseOutcome">How the case ends because of it, one of <see cref="Cases.CaseOutcomes"/>; null when the plan goes on.</param>
public sealed record TaskTurn(string Task, string? StepKey, DateTimeOffset? Until, bool IsOver, string? CaseOutcome);
