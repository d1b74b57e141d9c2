using System.Security.Cryptography;
using System.Text.Json;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>The key that the management API asks for; made once, and kept where only the owner reads it.</summary>
internal static class HostKeys
{
    private const string DurableTask = "durabletask_extension";

    public static string ReadOrCreate(string path)
    {
        var keys = File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [] : [];
        if (keys.TryGetValue(DurableTask, out var key))
        {
            return key;
        }

        key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        keys[DurableTask] = key;
        Write(path, JsonSerializer.Serialize(keys));
        return key;
    }

    private static void Write(string path, string json)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(new FileStream(path, options));
        writer.Write(json);
    }
}
