using System.Globalization;

namespace Integration.Local.AppHost.Demo;

/// <summary>The way as plain lines: one whenever a stop is reached or something comes of it.</summary>
/// <param name="write">Takes a line.</param>
internal sealed class JourneyLog(Action<string> write)
{
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    /// <summary>Tells what was not told before.</summary>
    public void Tell(IEnumerable<JourneyLine> lines)
    {
        foreach (var line in lines.Where(line => _told.GetValueOrDefault(line.Title) != line.Outcome))
        {
            _told[line.Title] = line.Outcome;
            write($"  {Word(line.Progress),-7} {Seconds(line.Duration),8}  {line.Title}: {line.Outcome}");
        }
    }

    /// <summary>A duration for people.</summary>
    public static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s");

    private static string Word(Progress progress) => progress switch
    {
        Progress.UnderWay => "…",
        Progress.Done => "done",
        _ => "stopped",
    };
}
