using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Death;

/// <summary>A broker in a process of its own, which a test kills as <c>kill -9</c> does.</summary>
internal sealed partial class BrokerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private BrokerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<BrokerProcess> StartAsync(string dataDirectory, CancellationToken ct)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Integration.Local.ServiceBusEmulator.dll");
        var topology = Path.Combine(AppContext.BaseDirectory, "OfficialClient", "topology.json");
        var start = new ProcessStartInfo(
            "dotnet", [program, $"--Topology={topology}", $"--DataDirectory={dataDirectory}", "--Port=0"])
        {
            RedirectStandardOutput = true,
            // Without it the runtime leaves a socket behind in the directory of temporary files.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                return new BrokerProcess(process, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("the broker ended before it listened");
    }

    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    [GeneratedRegex("Listening on port ([0-9]+)")]
    private static partial Regex Listening();
}
