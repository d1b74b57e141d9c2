namespace Integration.Workflows.Eligibility;

/// <summary>An expression that passed the sandbox.</summary>
/// <param name="Type">What it yields.</param>
/// <param name="Facts">The facts that it may ask for, also through named expressions.</param>
internal sealed record BoundExpression(Type Type, IReadOnlySet<string> Facts);
