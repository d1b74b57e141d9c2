using Spectre.Console;
using Spectre.Console.Rendering;

namespace Integration.Local.AppHost.Demo;

/// <summary>The way as a picture for a terminal, drawn again for each frame.</summary>
internal static class JourneyTable
{
    private static readonly Spinner _spinner = Spinner.Known.Dots;

    /// <param name="lines">The way so far.</param>
    /// <param name="elapsed">How long it is being shown: moves the spinners.</param>
    public static IRenderable Of(IEnumerable<JourneyLine> lines, TimeSpan elapsed)
    {
        var grid = new Grid().AddColumns(
            new GridColumn().NoWrap().Padding(2, 0, 1, 0),
            new GridColumn().Padding(0, 0, 2, 0),
            new GridColumn().NoWrap().RightAligned().Padding(0, 0, 2, 0),
            new GridColumn());
        foreach (var line in lines)
        {
            grid.AddRow(
                new Markup(Sign(line.Progress, elapsed)),
                new Text(line.Title),
                new Text(JourneyLog.Seconds(line.Duration), "dim"),
                new Text(line.Outcome));
        }

        return grid;
    }

    private static string Sign(Progress progress, TimeSpan elapsed) => progress switch
    {
        Progress.UnderWay => $"[yellow]{_spinner.Frames[(int)(elapsed / _spinner.Interval) % _spinner.Frames.Count]}[/]",
        Progress.Done => "[green]✓[/]",
        _ => "[red]✗[/]",
    };
}
