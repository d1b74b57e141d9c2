using System.Text.Json;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>One file of a pack, as read.</summary>
/// <param name="Path">Relative to the packs directory, with forward slashes.</param>
/// <param name="Kind">The published schema that it refers to; null for the schema of an application, empty when it names none.</param>
/// <param name="Root">The document.</param>
/// <param name="IsValid">Whether it obeys its schema.</param>
internal sealed record PackFile(string Path, string? Kind, JsonElement Root, bool IsValid);
