using System.Text;
using Spectre.Console;

namespace Integration.Local.AppHost.Tests.Demo;

/// <summary>A writer that says it is a terminal.</summary>
internal sealed class Screen(TextWriter writer) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => 100;

    public int Height => 40;

    public static IAnsiConsole On(TextWriter writer) =>
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new Screen(writer),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
        });

    public void SetEncoding(Encoding encoding)
    {
    }
}
