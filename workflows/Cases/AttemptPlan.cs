namespace Integration.Workflows.Cases;

/// <summary>What an attempt has to do: names of tasks by stage. Empty when there is nothing to do.</summary>
/// <param name="Stages">In order; the tasks of one stage are carried on together.</param>
public sealed record AttemptPlan(IReadOnlyList<IReadOnlyList<string>> Stages);
