using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Integration.Local.AppHost.Running;

/// <summary>What everything that runs here logs: lines on standard error, since standard output is for what was asked for.</summary>
internal static class Logs
{
    /// <summary>What the application's process writes by itself; of one that does not start, the last of it is told as the reason.</summary>
    private const string BareOutput = "Host.Function.Console";

    /// <summary>Loggers of warnings and worse, or of more where the options say so, as a whole or for a category.</summary>
    public static ILoggerFactory Of(AppHostOptions options)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(options.PassedOn!).Build();
        return LoggerFactory.Create(logging => logging
            .SetMinimumLevel(options.IsVerbose ? LogLevel.Information : LogLevel.Warning)
            .AddFilter(BareOutput, options.IsVerbose ? LogLevel.Information : LogLevel.Error)
            .AddConfiguration(settings.GetSection("Logging"))
            .AddSimpleConsole(console => console.SingleLine = true)
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
    }
}
