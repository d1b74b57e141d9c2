namespace Integration.Local.AppHost.Running;

/// <summary>The clone of the repository that this program was built in: scripts and samples are used where they lie.</summary>
internal static class Clone
{
    private const string Landmark = "infra/local/AppHost/azurite/package.json";

    private static readonly Lazy<string> _directory = new(Find);

    /// <summary>The top of the clone.</summary>
    /// <exception cref="AppHostException">The program is in none.</exception>
    public static string Directory => _directory.Value;

    /// <summary>A file of the clone, by its path from the top.</summary>
    /// <exception cref="AppHostException">It is not there.</exception>
    public static string PathOf(string path, string remedy)
    {
        var full = Path.Combine(Directory, path);
        return File.Exists(full) ? full : throw new AppHostException($"'{full}' is missing: {remedy}.");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return folder.FullName;
            }
        }

        throw new AppHostException(
            $"'{AppContext.BaseDirectory}' is in no clone of the repository: start with dotnet run --project infra/local/AppHost.");
    }
}
