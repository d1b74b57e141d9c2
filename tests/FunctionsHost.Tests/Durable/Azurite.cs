using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Integration.Local.FunctionsHost.Tests.Durable;

/// <summary>Azurite's blobs, queues and tables, in memory, on free ports.</summary>
internal sealed partial class Azurite : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>The account's key is the same in every Azurite.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Azurite(Process process, DirectoryInfo folder, Dictionary<string, string> endpoints) =>
        (_process, _folder, ConnectionString, Tables) =
            (process, folder, ConnectionStringOf(endpoints), new Uri($"{endpoints["Table"]}/{Account}"));

    public string ConnectionString { get; }

    public Uri Tables { get; }

    public static async Task<Azurite> StartAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("azurite-");
        var process = Process.Start(new ProcessStartInfo(
            "node",
            [Script(), "--blobPort", FreePort(), "--queuePort", FreePort(), "--tablePort", FreePort(), "--inMemoryPersistence",
                "--skipApiVersionCheck", "--disableTelemetry", "--disableProductStyleUrl"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginErrorReadLine();
        var endpoints = new Dictionary<string, string>();
        while (endpoints.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellation);
            if (Listening().Match(line.ShouldNotBeNull("Azurite ended.")) is { Success: true } match)
            {
                endpoints[match.Groups["service"].Value] = match.Groups["address"].Value;
            }
        }

        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new Azurite(process, folder, endpoints);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    // Asked for any free port, it does not tell which it found.
    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "infra/local/AppHost/azurite/node_modules/azurite/dist/src/azurite.js");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new InvalidOperationException("Azurite is not installed: build this project, which installs it.");
    }

    private static string ConnectionStringOf(Dictionary<string, string> endpoints) => string.Join(
        ';',
        endpoints.Select(endpoint => $"{endpoint.Key}Endpoint={endpoint.Value}/{Account}")
            .Prepend($"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key}"));

    [GeneratedRegex(@"Azurite (?<service>Blob|Queue|Table) service .* (?<address>http://\S+)")]
    private static partial Regex Listening();
}
