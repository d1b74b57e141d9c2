using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>Which process a worker is, written down so that one left over is found again, and nothing else ever taken for it.</summary>
/// <param name="Pid">Its number, which another process may have by now.</param>
/// <param name="StartedAt">When it started, which tells the two apart.</param>
/// <param name="WorkerId">The id that its host gave it on its command line.</param>
internal sealed record WorkerMark(int Pid, DateTimeOffset StartedAt, string WorkerId)
{
    /// <summary>The system tells start times through its clock, which may have been set since.</summary>
    private static readonly TimeSpan _tolerance = TimeSpan.FromSeconds(2);

    /// <summary>The mark of a process; null when it has ended already.</summary>
    public static WorkerMark? Of(Process process, string workerId)
    {
        try
        {
            return new WorkerMark(process.Id, process.StartTime, workerId);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The mark in a file; null where there is none that can be read.</summary>
    public static WorkerMark? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<WorkerMark>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            // Whatever it says, it names no process.
            return null;
        }
    }

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    /// <summary>
    /// The process, if it still runs: same number, same start, and its command line, where the system shows it, names the worker.
    /// </summary>
    public Process? Find()
    {
        try
        {
            var process = Process.GetProcessById(Pid);
            if ((process.StartTime - StartedAt).Duration() < _tolerance && IsNamed())
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It does not run, ended just now, or is somebody else's.
            return null;
        }
    }

    private bool IsNamed()
    {
        var commandLine = $"/proc/{Pid}/cmdline";
        return !File.Exists(commandLine) || File.ReadAllText(commandLine).Split('\0').Contains(WorkerId);
    }
}
