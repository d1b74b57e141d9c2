namespace Integration.Load.Functions;

/// <summary>The clone of the repository that this program was built in.</summary>
internal static class Clone
{
    /// <summary>A file or folder of the clone, by its path from the top.</summary>
    public static string PathOf(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var full = Path.Combine(folder.FullName, path);
            if (Path.Exists(full))
            {
                return full;
            }
        }

        throw new InvalidOperationException($"'{path}' is missing above '{AppContext.BaseDirectory}': build the solution first.");
    }
}
