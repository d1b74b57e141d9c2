namespace Integration.Workflows.Eligibility;

/// <summary>The expression of an output.</summary>
internal sealed record RuleOutputContext(string Expression);
