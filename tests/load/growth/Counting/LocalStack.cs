using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Integration.Load.Functions;

namespace Integration.Load.Growth.Counting;

/// <summary>
/// The AppHost and the sample partner as processes of their own, with Durable Functions on Azure Storage (Azurite), and everything between
/// application, storage and bus passing by a counter.
/// </summary>
internal sealed class LocalStack : IAsyncDisposable
{
    private const string Provider = "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:type=AzureStorage";

    // By default the wait grows to 30 s between looks at an empty queue, and a case that is alone waits at every step.
    private const string Polling = "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:maxQueuePollingInterval=00:00:01";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _directory;
    private readonly Azurite _azurite;
    private readonly List<Process> _processes = [];
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalStack(
        DirectoryInfo directory, Azurite azurite, IReadOnlyList<CountingProxy> hub, CountingProxy cases, CountingProxy front,
        ByteRelay bus) =>
        (_directory, _azurite, Hub, Cases, Front, Bus) = (directory, azurite, hub, cases, front, bus);

    /// <summary>What passed to the hub's account: blobs, queues, tables.</summary>
    public IReadOnlyList<CountingProxy> Hub { get; }

    /// <summary>What passed to the case store.</summary>
    public CountingProxy Cases { get; }

    /// <summary>What passed to the application over HTTP.</summary>
    public CountingProxy Front { get; }

    public ByteRelay Bus { get; }

    /// <summary>The storage, past the counters.</summary>
    public string Storage => _azurite.ConnectionString;

    /// <summary>The broker's database.</summary>
    public string BrokerFile => Directory.EnumerateFiles(Path.Combine(_directory.FullName, "servicebus"), "*.db").Single();

    private static string Program => Clone.PathOf(
        $"infra/local/AppHost/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/Integration.Local.AppHost.dll");

    private string DataDirectory => $"--Local:DataDirectory={_directory.FullName}";

    /// <summary>Starts all of it, and returns when cases are taken in.</summary>
    public static async Task<LocalStack> StartAsync(CancellationToken stop)
    {
        var directory = Directory.CreateTempSubdirectory("growth-count-");
        var azurite = await Azurite.StartAsync(directory.CreateSubdirectory("storage").FullName, stop);
        var addresses = azurite.ConnectionString.Split(';').Where(part => part.Contains("Endpoint=", StringComparison.Ordinal)
            && !part.StartsWith("Default", StringComparison.Ordinal)).Select(part => new Uri(part[(part.IndexOf('=') + 1)..])).ToList();
        var hub = await Task.WhenAll(CountingProxy.StartAsync("blob", addresses[0]), CountingProxy.StartAsync("queue", addresses[1]),
            CountingProxy.StartAsync("table", addresses[2]));
        var (amqp, http) = (FreePort(), FreePort());
        var stack = new LocalStack(
            directory, azurite, hub, await CountingProxy.StartAsync("table", addresses[2]),
            await CountingProxy.StartAsync("http", new Uri($"http://localhost:{http}")), new ByteRelay(amqp));
        await stack.StartAppHostAsync(amqp, http, stop);
        stack.Start("partner", stack.DataDirectory);
        return stack;
    }

    /// <summary>A token of an agency.</summary>
    public async Task<string> TokenAsync(CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "token", DataDirectory]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        return (await process.StandardOutput.ReadToEndAsync(stop)).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            using (var signal = Process.Start("kill", [$"-TERM", $"{process.Id}"]))
            {
                await signal.WaitForExitAsync();
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }

        await Bus.DisposeAsync();
        foreach (var proxy in Hub.Append(Cases).Append(Front))
        {
            await proxy.DisposeAsync();
        }

        await _azurite.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task StartAppHostAsync(int amqp, int http, CancellationToken stop)
    {
        const string Account = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
            + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";
        var hub = $"{Account}BlobEndpoint={Of(Hub[0])};QueueEndpoint={Of(Hub[1])};TableEndpoint={Of(Hub[2])};";
        Start(
            Provider, Polling, DataDirectory, $"--Local:HttpPort={http}", $"--Local:AmqpPort={amqp}", "--Local:TablePort=0",
            $"--AzureWebJobsStorage={hub}", $"--CaseStoreConnection={Account}TableEndpoint={Of(Cases)};",
            $"--ServiceBusConnection=Endpoint=sb://localhost:{Bus.Port};SharedAccessKeyName=RootManageSharedAccessKey;"
            + "SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;");
        try
        {
            await _ready.Task.WaitAsync(_patience, stop);
        }
        catch (TimeoutException error)
        {
            throw new GrowthException($"The AppHost did not start:\n{string.Join('\n', _log.TakeLast(10))}", error);
        }

        static Uri Of(CountingProxy proxy) => new(proxy.Address, "devstoreaccount1");
    }

    private void Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _processes.Add(process);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _log.Enqueue(text);
            if (text.Contains("ready in", StringComparison.OrdinalIgnoreCase))
            {
                _ready.TrySetResult();
            }
        }
    }
}
