namespace Integration.Local.FunctionsHost.Tests;

/// <summary>The app that the tests host, and copies of it that differ in a file or two.</summary>
internal static class TestApp
{
    /// <summary>Its build output, which lies beside that of the tests.</summary>
    public static string Folder { get; } =
        AppContext.BaseDirectory.Replace("FunctionsHost.Tests", "FunctionsHost.App", StringComparison.Ordinal);

    public const string Assembly = $"{Name}.dll";

    private const string Name = "Integration.Local.FunctionsHost.App";

    /// <summary>A folder with all files of the app, but for those that are given or left out.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="files">Texts by file name; null leaves the file out.</param>
    public static string CopyTo(string folder, params (string Name, string? Text)[] files)
    {
        Directory.CreateDirectory(folder);
        foreach (var entry in Directory.EnumerateFileSystemEntries(Folder))
        {
            var name = Path.GetFileName(entry);
            if (!files.Any(file => file.Name == name))
            {
                // A program is looked for where a link to it leads.
                if (name.StartsWith(Name, StringComparison.Ordinal))
                {
                    File.Copy(entry, Path.Combine(folder, name));
                }
                else
                {
                    File.CreateSymbolicLink(Path.Combine(folder, name), entry);
                }
            }
        }

        foreach (var (name, text) in files.Where(file => file.Text is not null))
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return folder;
    }
}
