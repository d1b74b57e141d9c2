using System.Text;

namespace Integration.Local.AppHost.Running;

/// <summary>Files that only their owner may read (mode 600), written whole or not at all.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file in the place of what was there.</summary>
    public static void Write(string path, string content) => Write(path, content, overwrite: true);

    /// <summary>The content of a file, made where there is none. All who ask at the same time get the same.</summary>
    public static string ReadOrCreate(string path, Func<string> create)
    {
        if (!File.Exists(path))
        {
            try
            {
                Write(path, create(), overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Somebody else was first, and theirs counts.
                return File.ReadAllText(path);
            }
        }

        return File.ReadAllText(path);
    }

    private static void Write(string path, string content, bool overwrite)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(draft, Options()))
            {
                file.Write(Encoding.UTF8.GetBytes(content));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
