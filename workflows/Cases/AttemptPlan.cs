namespace Integration.Workflows.Cases;

/// <summary>What an attempt has to do: step keys by stage. Empty when there is nothing to do.</summary>
/// <param name="Stages">In order; the steps of one stage are asked for together.</param>
public sealed record AttemptPlan(IReadOnlyList<IReadOnlyList<string>> Stages);
