using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// The log of the extension and its SDK. They write several lines for each step of an orchestration, under the names of the functions
/// too, and
/// tell of failures that the worker has told of already; so levels of their own count for them. <c>Host.Triggers.DurableTask</c> in
/// host.json
/// sets it for all; by default it is <c>Warning</c>, and nothing under the names of functions.
/// </summary>
internal sealed class DurableLogs(ILoggerFactory inner, LogLevel? least) : ILoggerFactory
{
    public const string Category = "Host.Triggers.DurableTask";

    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName), least ?? LeastOf(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The log is the host's, and lives longer.
    }

    private static LogLevel LeastOf(string category) =>
        category.StartsWith("Function.", StringComparison.Ordinal) || category.StartsWith("Host.Results", StringComparison.Ordinal)
            ? LogLevel.None
            : LogLevel.Warning;

    private sealed class Logger(ILogger inner, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
