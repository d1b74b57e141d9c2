using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Integration.Local.FunctionsHost.Processes;

/// <summary>Which process a child is, written down so that one left over is found again, and nothing else ever taken for it.</summary>
/// <param name="Pid">Its number, which another process may have by now.</param>
/// <param name="StartedAt">When it started, which tells the two apart.</param>
/// <param name="Argument">What its command line has.</param>
internal sealed record ChildMark(int Pid, DateTimeOffset StartedAt, string Argument)
{
    /// <summary>The system tells start times through its clock, which may have been set since.</summary>
    private static readonly TimeSpan _tolerance = TimeSpan.FromSeconds(2);

    /// <summary>The mark of a process; null when it has ended already.</summary>
    public static ChildMark? Of(Process process, string argument)
    {
        try
        {
            return new ChildMark(process.Id, process.StartTime, argument);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The mark in a file; null where there is none that can be read.</summary>
    public static ChildMark? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ChildMark>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            // Whatever it says, it names no process.
            return null;
        }
    }

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    /// <summary>
    /// The process, if it still runs: same number, same start, and its command line, where the system shows it, has the argument.
    /// </summary>
    public Process? Find()
    {
        try
        {
            var process = Process.GetProcessById(Pid);
            if ((process.StartTime - StartedAt).Duration() < _tolerance && HasArgument())
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

    private bool HasArgument()
    {
        var commandLine = $"/proc/{Pid}/cmdline";
        return !File.Exists(commandLine) || File.ReadAllText(commandLine).Split('\0').Contains(Argument);
    }
}
