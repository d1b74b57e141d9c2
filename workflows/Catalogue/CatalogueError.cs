namespace Integration.Workflows.Catalogue;

/// <summary>One thing that is wrong in a pack.</summary>
/// <param name="File">The file, relative to the packs directory.</param>
/// <param name="Pointer">JSON Pointer (RFC 6901) of the place in the file; empty for the whole file.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record CatalogueError(string File, string Pointer, string Problem, string Remedy)
{
    /// <summary>One line: file, place, problem, remedy.</summary>
    public override string ToString() => $"{File}#{Pointer}: {Problem} {Remedy}";
}
