using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Identity;

/// <summary>One rule that evidence is held against.</summary>
/// <param name="Code">The source's number; <c>NET</c> for a rule of this network.</param>
/// <param name="Level">The level that it is a condition of, 1–4.</param>
/// <param name="IsMandatory">False for a recommendation (SHOULD): it is reported and costs no level.</param>
/// <param name="Met">What is said when it is met.</param>
/// <param name="Unmet">What is said when it is not, and what would meet it.</param>
internal sealed record EvidenceRule(string Code, int Level, bool IsMandatory, Reason Met, Reason Unmet);
