using Spectre.Console;

namespace Integration.Local.AppHost.Running;

/// <summary>Where people read.</summary>
internal static class Terminal
{
    private const int Unbroken = 1000;

    /// <summary>A console on a writer. Lines are broken only where something is drawn, so what is copied from it stays whole.</summary>
    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Capabilities.Ansi = false;
            console.Profile.Width = Unbroken;
        }

        return console;
    }

    /// <summary>Whether what was written can be drawn over.</summary>
    public static bool IsLive(IAnsiConsole console) => console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;
}
