namespace Integration.Local.FunctionsHost.Starting;

/// <summary>The folder of what the host keeps. One host at a time has it, and loses it with its life.</summary>
internal sealed class HostFolder : IDisposable
{
    private readonly FileStream _lock;

    private HostFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Where the worker's process is written down.</summary>
    public string WorkerMark => System.IO.Path.Combine(Path, "worker.json");

    /// <summary>Orchestrations, where they are kept here.</summary>
    public string DurableTasks => System.IO.Path.Combine(Path, "durable-tasks.db");

    /// <summary>The keys of the host's own endpoints.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys.json");

    /// <exception cref="HostStartException">Another host has the folder, or it can't be made.</exception>
    public static HostFolder Take(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException(
                [$"The data directory '{full}' cannot be made: {error.Message} Choose another with --DataDirectory."], error);
        }

        try
        {
            var file = System.IO.Path.Combine(full, "host.lock");
            return new HostFolder(full, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException(
                [$"The data directory '{full}' is in use by another host, or cannot be written to. Stop that one, or choose another "
                    + "directory with --DataDirectory."],
                error);
        }
    }

    public void Dispose() => _lock.Dispose();
}
