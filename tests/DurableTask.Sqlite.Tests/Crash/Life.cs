using Integration.Local.DurableTask.Sqlite.Crash;
using System.Diagnostics;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>One process that works at the workload, from its start to its death.</summary>
internal sealed class Life : IAsyncDisposable
{
    /// <summary>How a shell counts the death by SIGKILL.</summary>
    private const int Killed = 128 + 9;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Integration.Local.DurableTask.Sqlite.Crash.dll");

    private readonly Process _process;
    private readonly TaskCompletionSource _starting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _raised;
    private readonly Task _talk;
    private readonly Task<string> _complaints;

    private Life(Process process, List<string> raised)
    {
        (_process, _raised) = (process, raised);
        _complaints = process.StandardError.ReadToEndAsync();
        _talk = TalkAsync();
    }

    /// <summary>Completes when the engine is about to start; or the process is dead.</summary>
    public Task Starting => _starting.Task;

    /// <summary>Completes when the engine has started; or the process is dead.</summary>
    public Task Ready => _ready.Task;

    public bool HasFinished { get; private set; }

    public int ExitCode => _process.ExitCode;

    /// <param name="folder">Where the database and the ledgers are.</param>
    /// <param name="seed">The workload.</param>
    /// <param name="number">The number of the life.</param>
    /// <param name="drain">Whether to begin nothing new, and end when all is done.</param>
    /// <param name="raised">Gets the events that this process raised and was told to have come.</param>
    public static Life Begin(string folder, int seed, int number, bool drain, List<string> raised) =>
        Begin("dotnet", ["exec", Program, folder, $"{seed}", $"{number}", drain ? "drain" : "on"], raised);

    /// <summary>
    /// Lets a process work on a disk of its own, which holds little; afterwards the database is in the folder, as it was at the end.
    /// </summary>
    public static Life BeginOnSmallDisk(string folder, int seed, int number, string size, List<string> raised)
    {
        const string Script = """
            mount -t tmpfs -o size="$1" tmpfs "$2" || exit 77
            dotnet exec "$3" "$4" "$5" "$6" on "$2/hub.db"
            code=$?
            cp "$2"/hub.db* "$4"
            exit $code
            """;
        var disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        return Begin("unshare", ["-rm", "sh", "-c", Script, "sh", size, disk, Program, folder, $"{seed}", $"{number}"], raised);
    }

    private static Life Begin(string program, IEnumerable<string> arguments, List<string> raised)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // A process that is killed would leave its diagnostic sockets behind.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        return new Life(Process.Start(start)!, raised);
    }

    /// <summary>Kills it and waits for its death; false when it had died by itself.</summary>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        await EndAsync();
        return _process.ExitCode == Killed;
    }

    /// <summary>Waits for its end; returns what it complained of.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync();
        await _talk;
        return await _complaints;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await EndAsync();
        }

        _process.Dispose();
    }

    private async Task TalkAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ', 2))
            {
                case [Outside.Starting]:
                    _starting.TrySetResult();
                    break;
                case [Outside.Ready]:
                    _ready.TrySetResult();
                    break;
                case [Outside.Finished]:
                    HasFinished = true;
                    break;
                case ["want", var wanted]:
                    await SayAsync(wanted);
                    break;
                case ["raised", var raised]:
                    _raised.Add(raised);
                    break;
            }
        }

        _starting.TrySetResult();
        _ready.TrySetResult();
    }

    private async Task SayAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It was killed meanwhile, and asks again in its next life.
        }
    }
}
