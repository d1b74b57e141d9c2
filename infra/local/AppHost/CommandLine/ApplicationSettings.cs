using System.Text.Json;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.CommandLine;

/// <summary>The settings that the application reads, as its sample of them names them.</summary>
internal static class ApplicationSettings
{
    private const string Sample = "functions/local.settings.sample.json";

    /// <summary>Their names, with colons between section and member.</summary>
    public static IReadOnlyList<string> Names()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Clone.PathOf(Sample, "restore it from the repository")));
        return
        [
            .. sample.RootElement.GetProperty("Values").EnumerateObject()
                .Select(value => value.Name.Replace("__", ":", StringComparison.Ordinal)),
        ];
    }
}
