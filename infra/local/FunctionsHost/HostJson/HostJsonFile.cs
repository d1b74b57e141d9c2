using System.Text.Json;
using Integration.Local.FunctionsHost.Starting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.HostJson;

/// <summary>Reads host.json in the folder of the app.</summary>
internal static class HostJsonFile
{
    public const string Name = "host.json";

    private static readonly JsonDocumentOptions _lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static HostSettings Load(string folder, StartProblems problems)
    {
        var file = Path.Combine(folder, Name);
        if (!File.Exists(file))
        {
            problems.Add($"'{file}' does not exist. Every function app has one: copy {Name} to its build output.");
            return Nothing(file, problems);
        }

        return Read(file, File.ReadAllText(file), problems);
    }

    public static HostSettings Read(string file, string json, StartProblems problems)
    {
        try
        {
            var root = JsonDocument.Parse(json, _lenient).RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                return Read(new HostJsonSection(file, string.Empty, root, problems), file, problems);
            }

            problems.Add($"{file}: it is no JSON object.");
        }
        catch (JsonException error)
        {
            problems.Add($"{file}: line {error.LineNumber + 1}: it is no JSON. {error.Message}");
        }

        return Nothing(file, problems);
    }

    private static HostSettings Nothing(string file, StartProblems problems) =>
        new() { ServiceBus = new HostJsonSection(file, "extensions.serviceBus", null, problems) };

    private static HostSettings Read(HostJsonSection root, string file, StartProblems problems)
    {
        if (root.Text("version") is var version && version != "2.0")
        {
            problems.Add($"{file}: version is {(version is null ? "missing" : $"\"{version}\"")}. It must be \"2.0\".");
        }

        var extensions = root.Section("extensions");
        var logging = root.Section("logging");
        var settings = new HostSettings
        {
            RoutePrefix = RoutePrefixOf(extensions.Section("http")),
            FunctionTimeout = FunctionTimeoutOf(root),
            Retry = RetryOf(root.Section("retry")),
            LogLevels = LogLevelsOf(logging.Section("logLevel")),
            ServiceBus = extensions.Section("serviceBus"),
            DurableTask = extensions.Section("durableTask").Flatten(),
        };
        logging.Accept("applicationInsights", "console", "fileLoggingMode");
        root.Accept("telemetryMode", "extensionBundle", "$schema");
        logging.WarnOfUnknown();
        extensions.WarnOfUnknown();
        root.WarnOfUnknown();
        return settings;
    }

    private static string RoutePrefixOf(HostJsonSection http)
    {
        var prefix = http.Text("routePrefix");
        http.WarnOfUnknown();
        return (prefix ?? "api").Trim('/');
    }

    private static TimeSpan? FunctionTimeoutOf(HostJsonSection root)
    {
        const string Unlimited = "-1";
        return root.Is("functionTimeout", Unlimited) ? null : root.Duration("functionTimeout") ?? TimeSpan.FromMinutes(30);
    }

    private static RetrySettings? RetryOf(HostJsonSection retry)
    {
        var strategy = retry.OneOf("strategy", "fixedDelay", "exponentialBackoff");
        var count = retry.Integer("maxRetryCount", -1);
        var delay = retry.Duration("delayInterval");
        var (minimum, maximum) = (retry.Duration("minimumInterval"), retry.Duration("maximumInterval"));
        retry.WarnOfUnknown();
        return strategy switch
        {
            "fixedDelay" => new RetrySettings(count ?? 0, delay ?? TimeSpan.Zero, delay ?? TimeSpan.Zero),
            "exponentialBackoff" => new RetrySettings(count ?? 0, minimum ?? TimeSpan.FromSeconds(1), maximum ?? TimeSpan.FromMinutes(15)),
            _ => null,
        };
    }

    private static Dictionary<string, string> LogLevelsOf(HostJsonSection section) => section.Names()
        .Select(category => (category, level: section.OneOf(category, Enum.GetNames<LogLevel>())))
        .Where(entry => entry.level is not null)
        .ToDictionary(entry => entry.category, entry => entry.level!, StringComparer.OrdinalIgnoreCase);
}
