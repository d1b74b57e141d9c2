using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integration.Local.FunctionsWorker.Timers;

/// <summary>Keeps the state of timers, a file each, so that the next start knows what was missed.</summary>
internal sealed partial class TimerStateStore(IOptions<LocalHostOptions> options, ILogger<TimerStateStore> logger)
{
    private readonly string _folder = Path.Combine(options.Value.DataDirectory, "timers");

    /// <returns>Null where there is none, or none that can be read.</returns>
    public TimerState? Load(string function)
    {
        var file = FileOf(function);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<TimerState>(File.ReadAllText(file));
        }
        catch (JsonException error)
        {
            LogUnreadable(file, error);
            return null;
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string function, TimerState state)
    {
        Directory.CreateDirectory(_folder);
        var file = FileOf(function);
        var draft = file + ".new";
        using (var stream = File.Create(draft))
        {
            JsonSerializer.Serialize(stream, state);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    private string FileOf(string function) => Path.Combine(_folder, $"{Uri.EscapeDataString(function)}.json");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} is no state of a timer; the timer counts as never run")]
    private partial void LogUnreadable(string file, Exception error);
}
