namespace Integration.Workflows.Catalogue.Loading;

/// <summary>A thing of the catalogue and where it was written down.</summary>
internal sealed record Located<T>(T Value, string File, string Pointer)
{
    /// <summary>An error at this thing or at a place in it.</summary>
    public CatalogueError Error(string at, string problem, string remedy) => new(File, Pointer + at, problem, remedy);

    /// <summary>Something else in the same place.</summary>
    public Located<TOther> With<TOther>(TOther value) => new(value, File, Pointer);
}
