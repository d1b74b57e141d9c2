using System.ComponentModel;
using System.Diagnostics;
using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.AppHost.Running;

/// <summary>
/// A Node.js script as a child process. It is told to end, as by SIGTERM, when its standard input does, so it outlives neither this
/// object nor this process, however that ends.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private const string Lifetime = "infra/local/AppHost/Running/lifetime.mjs";
    private const int RememberedErrors = 5;
    private readonly Process _process;
    private readonly TimeSpan _grace;
    private readonly Queue<string> _errors = new();
    private readonly Task _output;

    private NodeProcess(Process process, Action<string> onLine, TimeSpan grace)
    {
        _process = process;
        _grace = grace;
        _output = Task.WhenAll(ReadAsync(process.StandardOutput, onLine), ReadAsync(process.StandardError, Remember));
        Ended = AwaitEndAsync();
    }

    /// <summary>Completes when the process has ended, with how: its exit code and its last errors, in one line.</summary>
    public Task<string> Ended { get; }

    /// <summary>Which process it is; null when it has ended already.</summary>
    /// <param name="argument">One of its arguments that no other process has.</param>
    public ChildMark? Mark(string argument) => ChildMark.Of(_process, argument);

    /// <param name="script">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Its environment, on top of this process's own.</param>
    /// <param name="onLine">Takes each line of standard output.</param>
    /// <param name="grace">How long it may take to end by itself before it is killed.</param>
    /// <exception cref="AppHostException">Node.js is not there.</exception>
    public static NodeProcess Start(
        string script,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        Action<string> onLine,
        TimeSpan grace)
    {
        var lifetime = Clone.PathOf(Lifetime, "restore it from the repository");
        var start = new ProcessStartInfo("node", ["--import", new Uri(lifetime).AbsoluteUri, script, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(script),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new NodeProcess(Process.Start(start)!, onLine, grace);
        }
        catch (Win32Exception error)
        {
            throw new AppHostException("Node.js did not start: install Node.js 20 or newer, so that 'node' is found on the path.", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await Ended.WaitAsync(_grace).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Ended.ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private async Task<string> AwaitEndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _output.ConfigureAwait(false);
        return $"exit code {_process.ExitCode}{string.Concat(_errors.Select(error => $"; {error}"))}";
    }

    private static async Task ReadAsync(StreamReader lines, Action<string> take)
    {
        while (await lines.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            take(line);
        }
    }

    private void Remember(string error)
    {
        if (error.Trim() is { Length: > 0 } line)
        {
            _errors.Enqueue(line);
            if (_errors.Count > RememberedErrors)
            {
                _errors.Dequeue();
            }
        }
    }
}
