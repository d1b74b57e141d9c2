using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests;

/// <summary>A directory that is deleted with its content.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("apphost-").FullName;

    public DataDirectory Data => DataDirectory.At(Path);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
