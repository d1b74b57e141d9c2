using Integration.Local.FunctionsHost.HostJson;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Integration.Local.FunctionsHost.Hosting;

/// <summary>
/// Where logs go, and which: the levels are those of host.json, and what is inside the host is quiet unless host.json asks for it.
/// </summary>
internal static class HostLogging
{
    private static readonly string[] _quiet =
    [
        "Microsoft", "Grpc", "Yarp", "System", "Azure", "DurableTask", "Host.Executor", "Host.Results",
        "Host.Aggregator", "Host.Singleton", "Host.General", "Host.Startup",
    ];

    public static void Configure(ILoggingBuilder logging, FunctionsHostOptions options, HostSettings settings)
    {
        if (options.Logging is { } configure)
        {
            configure(logging);
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
                console.ColorBehavior = LoggerColorBehavior.Default;
            });
        }

        logging.SetMinimumLevel(LogLevel.Information);
        foreach (var category in _quiet)
        {
            logging.AddFilter(category, LogLevel.Warning);
        }

        foreach (var (category, level) in settings.LogLevels)
        {
            var parsed = Enum.Parse<LogLevel>(level, ignoreCase: true);
            if (string.Equals(category, "default", StringComparison.OrdinalIgnoreCase))
            {
                logging.SetMinimumLevel(parsed);
            }
            else
            {
                logging.AddFilter(category, parsed);
            }
        }
    }
}
