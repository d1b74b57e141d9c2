using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.Triggers;

/// <summary>Keeps what was logged, and waits for what is going to be.</summary>
internal sealed class HeardLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = [];
    private readonly SemaphoreSlim _heard = new(0);

    public IEnumerable<string> At(LogLevel level) => _entries.Where(entry => entry.Level == level).Select(entry => entry.Text);

    /// <summary>Waits until something was logged that has this text in it.</summary>
    public async Task HearAsync(string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!_entries.Any(entry => entry.Text.Contains(text, StringComparison.Ordinal)))
        {
            await _heard.WaitAsync(patience.Token);
        }
    }

    public override string ToString() => string.Join('\n', _entries.Select(entry => $"{entry.Level}: {entry.Text}"));

    public ILogger CreateLogger(string categoryName) => new Recorder(this);

    public void Dispose()
    {
    }

    private void Add(LogLevel level, string text)
    {
        _entries.Enqueue((level, text));
        _heard.Release();
    }

    private sealed class Recorder(HeardLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Add(logLevel, $"{formatter(state, exception)} {exception}");
    }
}
