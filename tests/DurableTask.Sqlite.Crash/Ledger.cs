using System.Text;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>
/// A file of lines, each written whole and in one call before <see cref="Write"/> returns: the death of the process takes none back.
/// It is no part of the engine, so that it can bear witness for or against it.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private long _end;

    public Ledger(string path)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _end = _file.Length;
    }

    public static string EffectsIn(string folder) => Path.Combine(folder, "effects.txt");

    public static string AcknowledgementsIn(string folder) => Path.Combine(folder, "acknowledgements.txt");

    public static string[] Read(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];

    public void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            RandomAccess.Write(_file.SafeFileHandle, bytes, _end);
            _end += bytes.Length;
        }
    }

    public void Dispose() => _file.Dispose();
}
