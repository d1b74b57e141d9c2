using System.Globalization;
using Integration.Local.AppHost.Running;
using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.AppHost.Tables;

/// <summary>Azurite's table service, as a child process over a folder of the data directory.</summary>
internal sealed class TableService : IAsyncDisposable
{
    private const string Script = "infra/local/AppHost/azurite/table-service.mjs";
    private const string Installed = "infra/local/AppHost/azurite/node_modules/azurite/package.json";
    private const string Account = "devstoreaccount1";

    // Published with Azurite, the same everywhere.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Time to save its tables when it is told to end.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2.5);

    private readonly NodeProcess _process;
    private readonly DataDirectory _directory;

    private TableService(NodeProcess process, DataDirectory directory, int port) =>
        (_process, _directory, Port) = (process, directory, port);

    public int Port { get; }

    public Uri Endpoint => new($"http://127.0.0.1:{Port}/{Account}");

    public string ConnectionString => ConnectionStringOf(Endpoint);

    /// <summary>Completes when the process has ended, with how.</summary>
    public Task<string> Ended => _process.Ended;

    /// <summary>The connection string of one that runs.</summary>
    public static string ConnectionStringOf(Uri endpoint) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};TableEndpoint={endpoint};";

    /// <summary>Clears one that was left over. To be called before a look at the ports.</summary>
    public static Task ClearLeftOverAsync(DataDirectory directory, CancellationToken cancellation) =>
        LeftOverChild.ClearAsync(directory.TablesMark, _grace, cancellation);

    /// <summary>Starts it. Returns once it listens.</summary>
    /// <exception cref="AppHostException">It is not installed, or ended instead of listening.</exception>
    public static async Task<TableService> StartAsync(DataDirectory directory, int port, CancellationToken cancellation)
    {
        Clone.PathOf(Installed, "build infra/local/AppHost, which installs Azurite with npm");
        var script = Clone.PathOf(Script, "restore it from the repository");
        var listening = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = NodeProcess.Start(
            script,
            [port.ToString(CultureInfo.InvariantCulture), directory.Tables],
            new Dictionary<string, string>(),
            line => TellPort(line, listening),
            _grace);
        try
        {
            process.Mark(directory.Tables)?.Write(directory.TablesMark);
            await Task.WhenAny(listening.Task, process.Ended).WaitAsync(cancellation).ConfigureAwait(false);
            return listening.Task.IsCompletedSuccessfully
                ? new TableService(process, directory, await listening.Task.ConfigureAwait(false))
                : throw new AppHostException($"Azurite did not start ({await process.Ended.ConfigureAwait(false)}).");
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends it, its tables saved.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        File.Delete(_directory.TablesMark);
    }

    private static void TellPort(string line, TaskCompletionSource<int> listening)
    {
        if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            listening.TrySetResult(port);
        }
    }
}
