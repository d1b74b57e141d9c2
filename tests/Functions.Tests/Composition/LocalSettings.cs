using System.Text.Json;
using Integration.Workflows.Protection;
using Microsoft.Extensions.Configuration;

namespace Integration.Functions.Tests.Composition;

/// <summary>The committed sample of local settings.</summary>
internal static class LocalSettings
{
    /// <summary>The settings of the runtime itself.</summary>
    public static IReadOnlyList<string> OfTheRuntime { get; } = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"];

    /// <summary>The settings, by their names in configuration.</summary>
    public static Dictionary<string, string?> Sample()
    {
        var file = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")));
        return file.GetProperty("Values").EnumerateObject().ToDictionary(
            value => value.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), value => value.Value.GetString());
    }

    /// <summary>The sample with something in place of each placeholder.</summary>
    public static Dictionary<string, string?> Filled(string keySet)
    {
        var settings = Sample();
        settings["Protection:MasterKey"] = Convert.ToBase64String(new byte[ProtectionOptions.KeyLength]);
        settings["Authentication:JsonWebKeySetPath"] = keySet;
        settings["Authentication:Issuer"] = "https://issuer.example";
        settings.Values.ShouldAllBe(value => !value!.StartsWith('<'));
        return settings;
    }
}
