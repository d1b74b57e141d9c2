namespace Integration.Workflows.Plans;

/// <summary>The tasks of a stage that are to be carried on.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Tasks">Names of tasks.</param>
/// <param name="Awaiting">The step whose end was awaited; its participant has been asked for certain. Null for the first turn.</param>
public sealed record StageRequest(string CaseId, IReadOnlyList<string> Tasks, string? Awaiting = null);
