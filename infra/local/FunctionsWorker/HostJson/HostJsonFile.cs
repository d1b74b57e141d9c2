using System.Text.Json;
using Integration.Local.FunctionsWorker.Hosting;

namespace Integration.Local.FunctionsWorker.HostJson;

/// <summary>Reads host.json beside the functions' assembly.</summary>
internal static class HostJsonFile
{
    public const string Name = "host.json";

    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static HostSettings Load(string folder, StartProblems problems)
    {
        var file = Path.Combine(folder, Name);
        if (!File.Exists(file))
        {
            problems.Add($"{file} does not exist. Copy {Name} to the output folder of the functions.");
            return HostSettings.Default;
        }

        return Read(file, File.ReadAllText(file), problems);
    }

    public static HostSettings Read(string file, string json, StartProblems problems)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return Read(new HostJsonSection(file, string.Empty, document.RootElement, problems), file, problems);
            }

            problems.Add($"{file}: it is no JSON object.");
        }
        catch (JsonException error)
        {
            problems.Add($"{file}: line {error.LineNumber + 1}: it is no JSON. {error.Message}");
        }

        return HostSettings.Default;
    }

    private static HostSettings Read(HostJsonSection root, string file, StartProblems problems)
    {
        if (root.Text("version") is var version && version != "2.0")
        {
            problems.Add($"{file}: version is {(version is null ? "missing" : $"\"{version}\"")}. It must be \"2.0\".");
        }

        var extensions = root.Section("extensions");
        return new HostSettings(
            RoutePrefixOf(extensions.Section("http")),
            ServiceBusOf(extensions.Section("serviceBus")),
            DurableTaskOf(extensions.Section("durableTask")),
            LogLevelsOf(root.Section("logging").Section("logLevel")));
    }

    private static string RoutePrefixOf(HostJsonSection http)
    {
        var prefix = http.Text("routePrefix");
        http.WarnOfUnknown();
        return (prefix ?? HostSettings.Default.RoutePrefix).Trim('/');
    }

    private static ServiceBusSettings ServiceBusOf(HostJsonSection section)
    {
        var defaults = HostSettings.Default.ServiceBus;
        var settings = new ServiceBusSettings
        {
            PrefetchCount = section.Integer("prefetchCount", 0) ?? defaults.PrefetchCount,
            AutoCompleteMessages = section.Boolean("autoCompleteMessages") ?? defaults.AutoCompleteMessages,
            MaxAutoLockRenewalDuration = section.Duration("maxAutoLockRenewalDuration") ?? defaults.MaxAutoLockRenewalDuration,
            MaxConcurrentCalls = section.Integer("maxConcurrentCalls", 1) ?? defaults.MaxConcurrentCalls,
            MaxConcurrentSessions = section.Integer("maxConcurrentSessions", 1) ?? defaults.MaxConcurrentSessions,
            MaxConcurrentCallsPerSession = section.Integer("maxConcurrentCallsPerSession", 1) ?? defaults.MaxConcurrentCallsPerSession,
            SessionIdleTimeout = section.Duration("sessionIdleTimeout"),
            MaxMessageBatchSize = section.Integer("maxMessageBatchSize", 1) ?? defaults.MaxMessageBatchSize,
        };
        section.WarnOfUnknown();
        return settings;
    }

    private static DurableTaskSettings DurableTaskOf(HostJsonSection section)
    {
        section.Accept("hubName");
        var settings = new DurableTaskSettings
        {
            MaxConcurrentActivities = section.Integer("maxConcurrentActivityFunctions", 1),
            MaxConcurrentOrchestrators = section.Integer("maxConcurrentOrchestratorFunctions", 1),
        };
        section.WarnOfUnknown();
        return settings;
    }

    private static Dictionary<string, string> LogLevelsOf(HostJsonSection section) =>
        section.Names().Select(category => (category, level: section.Text(category))).Where(entry => entry.level is not null)
            .ToDictionary(entry => entry.category, entry => entry.level!);
}
