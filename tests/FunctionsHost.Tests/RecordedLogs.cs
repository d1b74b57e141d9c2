using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests;

/// <summary>Keeps what was logged, and lets tests wait for a line.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly List<(Func<Entry, bool> Condition, TaskCompletionSource<Entry> Found)> _waiting = [];

    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    public IEnumerable<string> At(LogLevel level) => Entries.Where(entry => entry.Level == level).Select(entry => entry.Text);

    /// <summary>The first line that has the text, whenever it comes.</summary>
    public Task<Entry> WaitForAsync(string text) => WaitForAsync(entry => entry.Text.Contains(text, StringComparison.Ordinal));

    public Task<Entry> WaitForAsync(Func<Entry, bool> condition)
    {
        lock (_gate)
        {
            if (_entries.FirstOrDefault(condition) is { } entry)
            {
                return Task.FromResult(entry);
            }

            var found = new TaskCompletionSource<Entry>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((condition, found));
            return found.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, this);

    public void Dispose()
    {
    }

    private void Add(Entry entry)
    {
        lock (_gate)
        {
            _entries.Add(entry);
            foreach (var (_, found) in _waiting.Where(wait => wait.Condition(entry)))
            {
                found.TrySetResult(entry);
            }
        }
    }

    internal sealed record Entry(string Category, LogLevel Level, string Text, Exception? Error);

    private sealed class Recorder(string category, RecordedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Add(new Entry(category, logLevel, formatter(state, exception), exception));
    }
}
