namespace Integration.Workflows.Catalogue;

/// <summary>Tasks that run in parallel; the stages of a plan run one after the other.</summary>
/// <param name="Step"><c>identity</c>, <c>evidence</c>, <c>eligibility</c>, <c>referral</c> or <c>handover</c>.</param>
/// <param name="Tasks">At least one.</param>
public sealed record PlanStage(string Step, IReadOnlyList<PlannedTask> Tasks);
