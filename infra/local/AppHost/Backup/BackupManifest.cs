using System.Security.Cryptography;
using System.Text.Json;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Backup;

/// <summary>What is in a backup. It is written last: a folder without it is none.</summary>
/// <param name="Format">The version of the form of the files: <see cref="CurrentFormat"/>.</param>
/// <param name="Begin">When it was begun: everything that was stored before is in it.</param>
/// <param name="End">When it was done: nothing that was stored later is in it.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="OpenCases">How many of them are open.</param>
/// <param name="Tables">The tables, in the order in which they were read.</param>
internal sealed record BackupManifest(
    int Format, DateTimeOffset Begin, DateTimeOffset End, long Cases, long OpenCases, IReadOnlyList<BackupTable> Tables)
{
    public const int CurrentFormat = 1;

    private const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The manifest of a folder, all of whose files are as they were written.</summary>
    /// <exception cref="AppHostException">The folder holds no backup, or one that was changed.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken stop)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new AppHostException(
                $"'{folder}' holds no whole backup, for it has no {FileName}: name a folder that backup wrote to its end.");
        }

        var manifest = Parse(path, await File.ReadAllTextAsync(path, stop).ConfigureAwait(false));
        foreach (var table in manifest.Tables)
        {
            var file = Path.Combine(folder, Path.GetFileName(table.File));
            if (!File.Exists(file) || await HashAsync(file, stop).ConfigureAwait(false) != table.Sha256)
            {
                throw new AppHostException($"'{file}' is not what was backed up: its hash is not that of {FileName}. Take another backup.");
            }
        }

        return manifest;
    }

    public void Write(string folder) => PrivateFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Options) + "\n");

    /// <summary>The hash of a file.</summary>
    public static async Task<string> HashAsync(string path, CancellationToken stop)
    {
        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop).ConfigureAwait(false));
        }
    }

    private static BackupManifest Parse(string path, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(text, Options) is { Format: CurrentFormat } manifest
                ? manifest
                : throw new AppHostException(
                    $"'{path}' is of another format than {CurrentFormat}: restore with the version that wrote it.");
        }
        catch (JsonException error)
        {
            throw new AppHostException($"'{path}' can't be read ({error.Message.TrimEnd('.')}): take another backup.", error);
        }
    }
}
