using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Integration.Workflows.Tests.Cases;

/// <summary>
/// The table service of the Azurite that the AppHost installs, in memory, on a port of its own; stopped at the end. The variable
/// <c>AZURITE_TABLE_SCRIPT</c> names another installation.
/// </summary>
public sealed class Azurite : IAsyncLifetime
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private Process? _process;
    private Task<string> _log = Task.FromResult("");

    /// <summary>Null where Azurite is not installed.</summary>
    public string? ConnectionString { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (FindScript() is not { } script)
        {
            return;
        }

        var port = FreePort();
        _process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                script, "--tableHost", "127.0.0.1", "--tablePort", $"{port}",
                "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry",
            },
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("Azurite did not start.");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line
            && !line.Contains("successfully started", StringComparison.Ordinal))
        {
        }

        // Its log is read to the end, or it would wait for a reader.
        _log = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account};";
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            await _log;
            _process.Dispose();
        }
    }

    private static string? FindScript()
    {
        const string Script = "node_modules/azurite/dist/src/table/main.js";
        if (Environment.GetEnvironmentVariable("AZURITE_TABLE_SCRIPT") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "infra/local/AppHost/azurite", Script);
            if (File.Exists(script))
            {
                return script;
            }
        }

        return null;
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
