using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator;

/// <summary>The broker as a program of its own.</summary>
internal static class CommandLine
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Usage =
        """
        A Service-Bus-compatible broker on this machine.

          --Topology=<file>         the entities, in the configuration schema of the official emulator (required)
          --DataDirectory=<dir>     where messages are kept (default .local/servicebus)
          --Port=<n>                TCP port on 127.0.0.1 and ::1; 0 takes any free one (default 5672)
          --SharedAccessKey=<key>   the key that clients sign with (default SAS_KEY_VALUE)
          --Verbose=true            log links and refusals
          --help                    this text

        Ctrl+C stops it. What it acknowledged is there again at the next start, also after kill -9.
        """;

    private static readonly string[] _known = ["Topology", "DataDirectory", "Port", "SharedAccessKey", "Verbose"];

    /// <returns>The exit code: 0 stopped on request, 1 could not start, 2 wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args.Any(argument => argument is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(Usage).ConfigureAwait(false);
            return Ok;
        }

        if (Complaint(args) is { } complaint)
        {
            await errors.WriteLineAsync($"{complaint} (--help tells what there is)").ConfigureAwait(false);
            return Misused;
        }

        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        using var loggers = LoggerFactory.Create(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(settings["Verbose"] == "true" ? LogLevel.Debug : LogLevel.Warning));
        try
        {
            await using var broker = await Broker.StartAsync(Options(settings), loggers: loggers).ConfigureAwait(false);
            await PrintAsync(broker, output).ConfigureAwait(false);
            await StopRequestedAsync().ConfigureAwait(false);
            return Ok;
        }
        catch (BrokerStartException exception)
        {
            await errors.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return Failed;
        }
    }

    private static string? Complaint(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        var unknown = args.FirstOrDefault(argument =>
            !_known.Any(name => argument.StartsWith($"--{name}=", StringComparison.OrdinalIgnoreCase)));
        return unknown is not null ? $"'{unknown}' is not understood; write --Name=value"
            : string.IsNullOrEmpty(settings["Topology"]) ? "--Topology=<file> is missing"
            : settings["Port"] is { } port && !int.TryParse(port, out _) ? $"--Port must be a number, not '{port}'"
            : null;
    }

    private static BrokerOptions Options(IConfiguration settings)
    {
        var defaults = new BrokerOptions { TopologyPath = settings["Topology"]!, DataDirectory = Path.Combine(".local", "servicebus") };
        return new BrokerOptions
        {
            TopologyPath = defaults.TopologyPath,
            DataDirectory = settings["DataDirectory"] ?? defaults.DataDirectory,
            Port = settings.GetValue("Port", defaults.Port),
            Address = IPAddress.Loopback,
            SharedAccessKey = settings["SharedAccessKey"] ?? defaults.SharedAccessKey,
        };
    }

    private static async Task PrintAsync(Broker broker, TextWriter output)
    {
        await output.WriteLineAsync($"Listening on port {broker.Port}. Connection string:\n  {broker.ConnectionString}\n")
            .ConfigureAwait(false);
        var width = broker.Entities.Max(row => row.Address.Length);
        foreach (var row in broker.Entities)
        {
            await output.WriteLineAsync($"  {row.Kind,-12}  {row.Address.PadRight(width)}  {row.Behaviour}").ConfigureAwait(false);
        }
    }

    private static async Task StopRequestedAsync()
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stop.Task.ConfigureAwait(false);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }
}
