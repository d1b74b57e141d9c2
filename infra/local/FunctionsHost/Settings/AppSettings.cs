using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsHost.Settings;

/// <summary>
/// The settings of the app, for its worker and for the host's own connections. What was given to the host itself wins over the environment,
/// and the environment over <c>local.settings.json</c>, as officially.
/// </summary>
internal sealed class AppSettings
{
    private const string EnvironmentSeparator = "__";

    /// <summary>In the environment of the worker, beyond what it inherits.</summary>
    public required IReadOnlyDictionary<string, string> ForWorker { get; init; }

    public required IConfiguration Configuration { get; init; }

    /// <param name="file">From <c>local.settings.json</c>.</param>
    /// <param name="given">From the command line, or from whoever starts the host as a library.</param>
    public static AppSettings Of(IReadOnlyDictionary<string, string> file, IReadOnlyDictionary<string, string> given)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => (string)entry.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var forWorker = new Dictionary<string, string>();
        foreach (var (name, value) in file)
        {
            var variable = VariableOf(name);
            if (!environment.Contains(variable))
            {
                forWorker[variable] = value;
            }
        }

        foreach (var (name, value) in given)
        {
            forWorker[VariableOf(name)] = value;
        }

        return new AppSettings { ForWorker = forWorker, Configuration = ConfigurationOf(file, given) };
    }

    private static IConfigurationRoot ConfigurationOf(
        IReadOnlyDictionary<string, string> file, IReadOnlyDictionary<string, string> given) => new ConfigurationBuilder()
        .AddInMemoryCollection(file.Select(Entry))
        .AddEnvironmentVariables()
        .AddInMemoryCollection(given.Select(Entry))
        .Build();

    private static KeyValuePair<string, string?> Entry(KeyValuePair<string, string> setting) =>
        new(setting.Key.Replace(EnvironmentSeparator, ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), setting.Value);

    private static string VariableOf(string name) =>
        name.Replace(ConfigurationPath.KeyDelimiter, EnvironmentSeparator, StringComparison.Ordinal);
}
