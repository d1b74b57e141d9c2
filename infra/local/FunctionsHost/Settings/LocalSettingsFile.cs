using System.Text.Json;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Settings;

/// <summary>Reads <c>local.settings.json</c>: its <c>Values</c>, and its <c>ConnectionStrings</c> under that name.</summary>
internal static class LocalSettingsFile
{
    public const string Name = "local.settings.json";

    private static readonly JsonDocumentOptions _lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="path">Of the file.</param>
    /// <param name="required">Whether somebody named it; one that lies in the app's folder may be missing.</param>
    /// <param name="problems">What is wrong with it.</param>
    public static IReadOnlyDictionary<string, string> Load(string path, bool required, StartProblems problems)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
        {
            if (required)
            {
                problems.Add($"The settings file '{path}' does not exist. Write it, or leave --SettingsFile away.");
            }

            return settings;
        }

        try
        {
            var root = JsonDocument.Parse(File.ReadAllText(path), _lenient).RootElement;
            if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            {
                problems.Add($"{path}: its values are encrypted. Decrypt them with 'func settings decrypt'.");
                return settings;
            }

            Add(root, "Values", string.Empty, settings, path, problems);
            Add(root, "ConnectionStrings", "ConnectionStrings:", settings, path, problems);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            problems.Add($"{path}: it is no JSON object. {error.Message}");
        }

        return settings;
    }

    private static void Add(
        JsonElement root, string section, string prefix, Dictionary<string, string> settings, string path, StartProblems problems)
    {
        if (!root.TryGetProperty(section, out var values))
        {
            return;
        }

        foreach (var value in values.EnumerateObject())
        {
            if (value.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                problems.Add($"{path}: {section}.{value.Name} is no text, as a setting is: write its parts as \"{value.Name}__Part\".");
                continue;
            }

            settings[prefix + value.Name] = value.Value.ToString();
        }
    }
}
