namespace Integration.Workflows.Catalogue;

/// <summary>Where a program's fact stands in the application.</summary>
/// <param name="Pointer">JSON Pointer into the application; a segment <c>*</c> matches any array index.</param>
/// <param name="Type">What it is.</param>
/// <param name="Label">What the citizen is asked for when it is missing.</param>
/// <param name="OnlyWhere">For dates: only items whose flag at this pointer is true; null for all.</param>
public sealed record FactDefinition(string Pointer, FactType Type, LocalizedText Label, string? OnlyWhere = null)
{
    /// <summary>Every place in the application that the fact is read from.</summary>
    public IEnumerable<string> Places => OnlyWhere is null ? [Pointer] : [Pointer, OnlyWhere];
}
