using System.Diagnostics;

namespace Integration.Load.Broker;

/// <summary>The broker, as its own program runs it.</summary>
internal sealed class BrokerProcess : IDisposable
{
    private readonly Process _process;

    private BrokerProcess(Process process, string connectionString) => (_process, ConnectionString) = (process, connectionString);

    public string ConnectionString { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MB.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024 * 1024);
        }
    }

    public static async Task<BrokerProcess> StartAsync(string dataDirectory)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Integration.Local.ServiceBusEmulator.dll");
        var topology = Path.Combine(AppContext.BaseDirectory, "topology.json");
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [program, $"--Topology={topology}", $"--DataDirectory={dataDirectory}", "--Port=0"])
        {
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Endpoint=", StringComparison.Ordinal))
            {
                return new BrokerProcess(process, line.Trim());
            }
        }

        throw new InvalidOperationException("the broker did not start");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
