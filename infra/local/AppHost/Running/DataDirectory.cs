namespace Integration.Local.AppHost.Running;

/// <summary>Where all state is, kept from other users of the machine: it holds keys and personal data.</summary>
internal sealed record DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataDirectory(string path) => Path = path;

    public string Path { get; }

    /// <summary>The table service's database.</summary>
    public string Tables => System.IO.Path.Combine(Path, "azurite");

    /// <summary>Which process the table service is.</summary>
    public string TablesMark => System.IO.Path.Combine(Path, "azurite.pid");

    /// <summary>The broker's store.</summary>
    public string Messages => System.IO.Path.Combine(Path, "servicebus");

    /// <summary>The Functions host: orchestrations, the schedules of timers, its keys.</summary>
    public string Functions => System.IO.Path.Combine(Path, "functions");

    /// <summary>The keys that are made here once.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>Held while an AppHost runs.</summary>
    public string Lock => System.IO.Path.Combine(Path, "apphost.lock");

    /// <summary>The addresses of the AppHost that runs.</summary>
    public string Announcement => System.IO.Path.Combine(Path, "running.json");

    /// <exception cref="AppHostException">It can't be made.</exception>
    public static DataDirectory At(string path)
    {
        try
        {
            var directory = new DataDirectory(path);
            Make(path);
            Make(directory.Tables);
            Make(directory.Keys);
            return directory;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AppHostException(
                $"The data directory '{path}' can't be made ({error.Message}): choose another with --Local:DataDirectory.", error);
        }
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
