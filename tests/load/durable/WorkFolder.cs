namespace Integration.Load.DurableTask;

/// <summary>A folder for databases, deleted at the end.</summary>
/// <param name="parent">Where it is made; null for the place of temporary files.</param>
internal sealed class WorkFolder(string? parent) : IDisposable
{
    private readonly string _path = parent is null
        ? Directory.CreateTempSubdirectory("durable-load-").FullName
        : Directory.CreateDirectory(Path.Combine(parent, $"durable-load-{Environment.ProcessId}")).FullName;

    private int _files;

    /// <summary>The path of a file that is not there yet.</summary>
    public string NewFile() => Path.Combine(_path, $"{++_files}.db");

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
