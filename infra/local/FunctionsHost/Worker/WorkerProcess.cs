using System.ComponentModel;
using System.Diagnostics;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>
/// The process of a worker. On Linux the system ends it when its host ends, however that ends, and it is in a session of its own: Ctrl+C
/// in a terminal reaches the host alone, which lets the worker finish what it is at.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string DeathSignal = "/usr/bin/setpriv";
    private const string OwnSession = "/usr/bin/setsid";

    private const int KeptLines = 20;

    private readonly Process _process;
    private readonly Queue<string> _lastErrors = [];
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerProcess(ProcessStartInfo start, Action<string, bool> onLine)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => _exited.TrySetResult();
        _process.OutputDataReceived += (_, line) => Hear(line.Data, isError: false, onLine);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, isError: true, onLine);
    }

    public int Id => _process.Id;

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited => _exited.Task;

    /// <param name="app">The app to run.</param>
    /// <param name="arguments">For the worker.</param>
    /// <param name="environment">Beyond what it inherits.</param>
    /// <param name="onLine">Is given each line that it writes, and whether it is one of an error.</param>
    /// <exception cref="WorkerStartException">There is no such program.</exception>
    public static async Task<WorkerProcess> StartAsync(
        FunctionApp app, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, Action<string, bool> onLine)
    {
        var worker = new WorkerProcess(Describe(app, arguments, environment), onLine);
        try
        {
            await worker.StartOnOwnThreadAsync();
            return worker;
        }
        catch (Win32Exception error)
        {
            worker.Dispose();
            throw new WorkerStartException($"The worker of {app.Name} cannot be started: {error.Message}.", error);
        }
    }

    public ChildMark? Mark(string workerId) => ChildMark.Of(_process, workerId);

    /// <summary>Why the process has ended, to be read after "The worker".</summary>
    public async Task<string> DescribeEndAsync(CancellationToken cancellation)
    {
        // What it wrote last is often still under way when it has ended. A child of its own may hold the pipe open.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMilliseconds(500));
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        string[] errors;
        lock (_lastErrors)
        {
            errors = [.. _lastErrors];
        }

        return WorkerEnd.Describe(_process.ExitCode, errors);
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended just now.
        }
    }

    public void Dispose() => _process.Dispose();

    private static ProcessStartInfo Describe(
        FunctionApp app, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        string[] program = app.Worker is null ? [app.Executable] : [app.Executable, app.Worker];
        string[] command =
        [
            .. Prefix(DeathSignal, "--pdeathsig", "KILL", "--"),
            .. Prefix(OwnSession),
            .. program,
        ];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
        {
            WorkingDirectory = app.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static IEnumerable<string> Prefix(string program, params string[] options) =>
        File.Exists(program) ? [program, .. options] : [];

    // The system sends the death signal when the thread ends that started the process, so that thread lives as long as the process.
    private Task StartOnOwnThreadAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                _process.Start();
                _process.StandardInput.Close();
                _process.BeginOutputReadLine();
                _process.BeginErrorReadLine();
                started.SetResult();
            }
            catch (Exception error)
            {
                started.SetException(error);
                return;
            }

            ((IAsyncResult)_exited.Task).AsyncWaitHandle.WaitOne();
        })
        {
            IsBackground = true,
            Name = "Parent of the worker",
        };
        thread.Start();
        return started.Task;
    }

    private void Hear(string? line, bool isError, Action<string, bool> onLine)
    {
        if (line is null)
        {
            return;
        }

        if (isError)
        {
            lock (_lastErrors)
            {
                _lastErrors.Enqueue(line);
                if (_lastErrors.Count > KeptLines)
                {
                    _lastErrors.Dequeue();
                }
            }
        }

        onLine(line, isError);
    }
}
