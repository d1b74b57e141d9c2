using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Integration.Load.Functions;

/// <summary>Azurite's blobs, queues and tables, on free ports and a folder of their own; as the AppHost installed it.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    private const string Script = "infra/local/AppHost/azurite/node_modules/azurite/dist/src/azurite.js";

    // Published with Azurite, the same everywhere.
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private Azurite(Process process, int[] ports) => (_process, ConnectionString) = (process, string.Create(
        CultureInfo.InvariantCulture,
        $"{Account}BlobEndpoint=http://127.0.0.1:{ports[0]}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{ports[1]}/devstoreaccount1;"
        + $"TableEndpoint=http://127.0.0.1:{ports[2]}/devstoreaccount1;"));

    public string ConnectionString { get; }

    public TimeSpan Processor => _process.TotalProcessorTime;

    public static async Task<Azurite> StartAsync(string folder, CancellationToken stop)
    {
        var ports = FreePorts();
        var start = new ProcessStartInfo(
            "node",
            [
                Clone.PathOf(Script), "--location", folder, "--skipApiVersionCheck", "--disableTelemetry", "--silent",
                "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
            ])
        {
            RedirectStandardOutput = true,
        };
        var azurite = new Azurite(Process.Start(start)!, ports);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_patience);
        while (await azurite._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("Azurite Table service is successfully", StringComparison.Ordinal))
            {
                return azurite;
            }
        }

        throw new InvalidOperationException("Azurite did not start: build infra/local/AppHost, which installs it.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int[] FreePorts()
    {
        var listeners = Enumerable.Range(0, 3).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
