using System.Text.Json;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>A thing of the catalogue and where it was written down.</summary>
/// <param name="Value">The thing.</param>
/// <param name="File">The file, relative to the packs directory.</param>
/// <param name="Pointer">JSON Pointer of its place in the file.</param>
/// <param name="Written">What stands there.</param>
internal sealed record Located<T>(T Value, string File, string Pointer, JsonElement Written)
{
    /// <summary>An error at this thing or at a place in it.</summary>
    public CatalogueError Error(string at, string problem, string remedy) => new(File, Pointer + at, problem, remedy);

    /// <summary>Something else in the same place.</summary>
    public Located<TOther> With<TOther>(TOther value) => new(value, File, Pointer, Written);
}
