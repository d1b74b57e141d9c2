using Microsoft.Extensions.Logging;

namespace Integration.Local.AppHost.Running;

/// <summary>Where the functions are to run, and with what.</summary>
/// <param name="HttpPort">TCP port on 127.0.0.1; 0 is any free one.</param>
/// <param name="DataDirectory">The folder of orchestrations and timers.</param>
/// <param name="Settings">The application's settings, by their names.</param>
/// <param name="Loggers">Take what the host and the application log.</param>
internal sealed record FunctionsOrder(
    int HttpPort, string DataDirectory, IReadOnlyDictionary<string, string> Settings, ILoggerFactory Loggers);
