using System.Text.Json;
using Integration.Workflows.Protection;
using Microsoft.Extensions.Configuration;

namespace Integration.Functions.Tests.Composition;

/// <summary>The committed sample of local settings.</summary>
internal static class LocalSettings
{
    /// <summary>The settings of the runtime itself.</summary>
    public static IReadOnlyList<string> OfTheRuntime { get; } = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"];

    /// <summary>The id of the sample's master key.</summary>
    public const string MasterKeyId = "first";

    /// <summary>A key as settings have it.</summary>
    public static string Key(byte filled) => Convert.ToBase64String([.. Enumerable.Repeat(filled, ProtectionOptions.KeyLength)]);

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
        settings[$"Protection:MasterKeys:{MasterKeyId}"] = Key(1);
        settings["Protection:PseudonymKey"] = Key(2);
        settings["Authentication:JsonWebKeySetPath"] = keySet;
        settings["Authentication:Issuer"] = "https://issuer.example";
        settings.Values.ShouldAllBe(value => !value!.StartsWith('<'));
        return settings;
    }
}
