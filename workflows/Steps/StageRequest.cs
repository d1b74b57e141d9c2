namespace Integration.Workflows.Steps;

/// <summary>The steps of a stage that are to be asked for.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="StepKeys">All of the stage.</param>
public sealed record StageRequest(string CaseId, IReadOnlyList<string> StepKeys);
