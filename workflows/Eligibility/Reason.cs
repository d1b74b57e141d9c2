using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>Why an answer is what it is, for the citizen and for programs.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Text">The same in both official languages.</param>
/// <param name="Pointer">JSON Pointer of the place in the application that it is about: the fact that is missing; null when there is none.</param>
public sealed record Reason(string Code, LocalizedText Text, string? Pointer = null);
