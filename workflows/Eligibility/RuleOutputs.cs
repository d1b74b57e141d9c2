namespace Integration.Workflows.Eligibility;

/// <summary>What a rule yields.</summary>
/// <param name="OnSuccess">Met: the amount a year.</param>
/// <param name="OnFailure">Not met: the day from which it will be.</param>
internal sealed record RuleOutputs(RuleOutput? OnSuccess, RuleOutput? OnFailure);
