namespace Integration.Workflows.Catalogue;

/// <summary>Packs on a disk.</summary>
public static class PacksDirectory
{
    /// <summary>The packs that were copied beside the assembly.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "Catalogue", "packs");

    /// <summary>Every JSON file below a directory, ordered by path.</summary>
    /// <exception cref="CatalogueException">The directory is not there, or some of it can't be read; it names every such file.</exception>
    public static IReadOnlyList<CatalogueFile> Read(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new CatalogueException([new(directory, "", "The packs directory does not exist.", "Name a directory with packs.")]);
        }

        var errors = new List<CatalogueError>();
        List<CatalogueFile> files =
            [.. PathsBelow(directory, errors).Select(path => Read(directory, path, errors)).OfType<CatalogueFile>()];
        return errors.Count == 0 ? files : throw new CatalogueException(errors);
    }

    private static List<string> PathsBelow(string directory, List<CatalogueError> errors)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory, "*.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(directory, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(directory, "", $"The directory can't be read: {error.Message}", "Let this process read all of it."));
            return [];
        }
    }

    private static CatalogueFile? Read(string directory, string path, List<CatalogueError> errors)
    {
        try
        {
            return new(path, File.ReadAllBytes(Path.Combine(directory, path)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(path, "", $"The file can't be read: {error.Message}", "Let this process read it."));
            return null;
        }
    }
}
