using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>Why an answer is what it is, for the citizen and for programs.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Text">The same in both official languages.</param>
/// <param name="Pointer">JSON Pointer to the fact that is missing, in the application; null when none is.</param>
public sealed record Reason(string Code, LocalizedText Text, string? Pointer = null);
