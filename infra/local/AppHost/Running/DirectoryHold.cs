using System.Text.Json;

namespace Integration.Local.AppHost.Running;

/// <summary>The right to use a data directory: one process at a time has it, and loses it with its life.</summary>
internal sealed class DirectoryHold : IDisposable
{
    private readonly FileStream _lock;

    private DirectoryHold(DataDirectory directory, FileStream held) => (Directory, _lock) = (directory, held);

    public DataDirectory Directory { get; }

    /// <summary>The hold, or null where another process has it.</summary>
    public static DirectoryHold? TryTake(DataDirectory directory)
    {
        try
        {
            var held = new FileStream(directory.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DirectoryHold(directory, held);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <exception cref="AppHostException">Another process has it.</exception>
    public static DirectoryHold Take(DataDirectory directory) => TryTake(directory)
        ?? throw new AppHostException(
            $"Another AppHost uses '{directory.Path}': stop it, or choose another directory with --Local:DataDirectory (and other ports).");

    /// <summary>The addresses of the process that has the hold; null where none has, or where it is still starting.</summary>
    public static Addresses? ReadAnnouncement(DataDirectory directory)
    {
        if (!File.Exists(directory.Announcement))
        {
            return null;
        }

        // One that was killed leaves its announcement behind, but not its hold.
        var addresses = JsonSerializer.Deserialize<Addresses>(File.ReadAllText(directory.Announcement));
        using var free = TryTake(directory);
        return free is null ? addresses : null;
    }

    /// <summary>Lets others know where everything is.</summary>
    public void Announce(Addresses addresses) => PrivateFile.Write(Directory.Announcement, JsonSerializer.Serialize(addresses));

    public void Dispose()
    {
        File.Delete(Directory.Announcement);
        _lock.Dispose();
    }
}
