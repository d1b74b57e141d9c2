using System.Text.Json;
using Integration.Local.FunctionsHost.Starting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Timers;

/// <summary>Keeps the state of timers, a file each, so that the next start knows what was missed.</summary>
internal sealed partial class TimerStateStore(HostFolder folder, ILogger<TimerStateStore> logger)
{
    private readonly string _folder = Path.Combine(folder.Path, "timers");

    /// <returns>Null where there is none, or none that can be read.</returns>
    public TimerState? Load(string function)
    {
        var file = FileOf(function);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<TimerState>(File.ReadAllText(file)) : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(file, error.Message);
            return null;
        }
    }

    /// <summary>Writes the state so that a crash leaves the one before or this one.</summary>
    public void Save(string function, TimerState state)
    {
        var file = FileOf(function);
        var written = file + ".new";
        try
        {
            Directory.CreateDirectory(_folder);
            using (var stream = File.Create(written))
            {
                JsonSerializer.Serialize(stream, state);
                stream.Flush(flushToDisk: true);
            }

            File.Move(written, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotKept(function, error.Message);
        }
    }

    private string FileOf(string function) => Path.Combine(_folder, $"{Uri.EscapeDataString(function)}.json");

    [LoggerMessage(LogLevel.Warning, "{File} is no state of a timer; the timer counts as never run. {Reason}")]
    private partial void LogUnreadable(string file, string reason);

    [LoggerMessage(LogLevel.Error, "The state of {Function} cannot be kept; after a restart it may run once too often. {Reason}")]
    private partial void LogNotKept(string function, string reason);
}
