namespace Integration.Workflows.Eligibility;

/// <summary>An expression that the following ones may use by its name.</summary>
internal sealed record NamedExpression(string Name, string Expression);
