using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Tests;

/// <summary>Keeps what was logged.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Error)> _entries = [];

    public IEnumerable<string> At(LogLevel level) =>
        _entries.Where(entry => entry.Level == level).Select(entry => $"{entry.Text} {entry.Error}");

    public ILogger CreateLogger(string categoryName) => new Recorder(_entries);

    public void Dispose()
    {
    }

    private sealed class Recorder(ConcurrentQueue<(LogLevel Level, string Text, Exception? Error)> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue((logLevel, formatter(state, exception), exception));
    }
}
