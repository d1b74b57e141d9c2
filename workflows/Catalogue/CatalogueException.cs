namespace Integration.Workflows.Catalogue;

/// <summary>The packs can't be used. Holds every error found, not the first one.</summary>
public sealed class CatalogueException(IReadOnlyList<CatalogueError> errors) : Exception(Describe(errors))
{
    /// <summary>All errors, in the order of files and places.</summary>
    public IReadOnlyList<CatalogueError> Errors { get; } = errors;

    private static string Describe(IReadOnlyList<CatalogueError> errors) =>
        $"The catalogue has {errors.Count} error{(errors.Count == 1 ? "" : "s")}:{Environment.NewLine}"
        + string.Join(Environment.NewLine, errors);
}
