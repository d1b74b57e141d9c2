namespace Integration.Workflows.Catalogue;

/// <summary>A file of the packs, as it was written.</summary>
/// <param name="Path">Relative to the packs directory, with forward slashes.</param>
/// <param name="Content">Its bytes.</param>
public sealed record CatalogueFile(string Path, ReadOnlyMemory<byte> Content);
