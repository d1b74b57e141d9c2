namespace Integration.Workflows.Eligibility;

/// <summary>A rule of a program, as the evaluator sees it.</summary>
/// <param name="Name">Its name in the workflow.</param>
/// <param name="Met">Code of the reason when it is met; null when there is nothing to say.</param>
/// <param name="Unmet">Code of the reason when it is not met.</param>
/// <param name="Facts">The facts that it may ask for.</param>
/// <param name="YieldsAmount">Whether it yields the amount a year.</param>
/// <param name="YieldsDay">Whether, not met, it yields the day from which it will be.</param>
internal sealed record BoundRule(string Name, string? Met, string Unmet, IReadOnlySet<string> Facts, bool YieldsAmount, bool YieldsDay);
