using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Integration.Local.AppHost.CommandLine;

/// <summary>Help on a command, with the settings that every command takes.</summary>
internal sealed class HelpText(HelpAction inner) : SynchronousCommandLineAction
{
    private const string Settings =
        """
        Settings:
          --Local:HttpPort=<n>           the functions, on 127.0.0.1 (default 7071; 0 is any free port)
          --Local:AmqpPort=<n>           the Service Bus broker, on loopback (default 5672; 0 is any free port)
          --Local:TablePort=<n>          Azurite's table service, on 127.0.0.1 (default 10002; 0 is any free port)
          --Local:DataDirectory=<path>   where all state is kept (default .local at the top of the clone)
          --<Any other>=<value>          passed on to the functions, for example --Logging:LogLevel:Azure=Debug
        """;

    /// <summary>The option <c>--help</c> of a root command.</summary>
    public static Option Option()
    {
        var option = new HelpOption();
        option.Action = new HelpText((HelpAction)option.Action!);
        return option;
    }

    /// <summary>Writes the help on a command.</summary>
    public static void Write(Command command, TextWriter output) =>
        command.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = output });

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        var code = inner.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(Settings);
        return code;
    }
}
