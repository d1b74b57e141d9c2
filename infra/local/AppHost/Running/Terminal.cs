using Spectre.Console;

namespace Integration.Local.AppHost.Running;

/// <summary>Where people read.</summary>
internal static class Terminal
{
    private const int Unbroken = 1000;

    /// <summary>A console on a writer; where that is no terminal, one of plain and unbroken lines.</summary>
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

    /// <summary>A console that leaves it to the terminal to break lines: what is copied from it stays whole.</summary>
    public static IAnsiConsole ForCopying(TextWriter output)
    {
        var console = On(output);
        console.Profile.Width = Unbroken;
        return console;
    }

    /// <summary>Whether what was written can be drawn over.</summary>
    public static bool IsLive(IAnsiConsole console) => console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;
}
