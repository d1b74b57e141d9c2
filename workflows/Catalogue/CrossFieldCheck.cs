namespace Integration.Workflows.Catalogue;

/// <summary>A check between fields of an application that a JSON Schema can't state.</summary>
/// <param name="Check"><c>before</c>, <c>postal-code-of-province</c> or <c>distinct</c>.</param>
/// <param name="Pointer">The field or list that is checked.</param>
/// <param name="Other">The field that it is held against.</param>
/// <param name="By">For <c>distinct</c>: the properties that make two items the same.</param>
public sealed record CrossFieldCheck(string Check, string Pointer, string? Other = null, IReadOnlyList<string>? By = null);
