using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>A program of the local runtime, running as a process of its own.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Task _reading;

    private ProgramProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    public string Output => string.Join('\n', _output);

    /// <summary>Starts a program that lies beside the tests.</summary>
    public static ProgramProcess Start(string program, params IEnumerable<string> arguments) => new(Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // A process that is killed would leave its diagnostic sockets behind.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!);

    /// <summary>Waits for a line that has some words.</summary>
    /// <returns>The line.</returns>
    public async Task<string> PrintsAsync(string words)
    {
        using var limit = Limit();
        await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new ShouldAssertException($"It ended without printing '{words}', but:\n{Output}");
    }

    /// <summary>Asks it to end, as a service manager or Ctrl+C does.</summary>
    public Task<int> StopAsync(string signal = "TERM")
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        return EndAsync();
    }

    /// <summary>Ends it as <c>kill -9</c> does, and it alone.</summary>
    public Task<int> KillAsync()
    {
        _process.Kill();
        return EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var limit = Limit();
        await _process.WaitForExitAsync(limit.Token);
        await _reading.WaitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_limit);
        return limit;
    }

    private async Task ReadAsync()
    {
        await Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
        _lines.Writer.Complete();
    }

    private async Task ReadAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            _output.Enqueue(line);
            _lines.Writer.TryWrite(line);
        }
    }
}
