namespace Integration.Workflows.Cases;

/// <summary>How an attempt is to be closed.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Outcome">One of <see cref="CaseOutcomes"/>.</param>
public sealed record AttemptEnd(string CaseId, int Attempt, string Outcome);
