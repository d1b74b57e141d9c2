using Integration.Local.FunctionsHost;
using Microsoft.Extensions.Logging;

namespace Integration.Local.AppHost.Running;

/// <summary>The application's build output, on the Functions host.</summary>
internal sealed class HostedFunctions : IRunningFunctions
{
    private readonly LocalFunctionsHost _host;

    private HostedFunctions(LocalFunctionsHost host) => _host = host;

    public Uri Address => new UriBuilder(_host.Address) { Host = "localhost" }.Uri;

    public Task<string> Broken => _host.Broken;

    /// <exception cref="HostStartException">The application, a setting or the port stands in the way.</exception>
    public static async Task<IRunningFunctions> StartAsync(FunctionsOrder order, CancellationToken cancellation)
    {
        var options = new FunctionsHostOptions
        {
            App = BuildOutput(),
            HttpPort = order.HttpPort,
            DataDirectory = order.DataDirectory,
            Settings = order.Settings,
            Logging = logging => logging.AddProvider(new ForwardedLogs(order.Loggers)),
        };
        return new HostedFunctions(await LocalFunctionsHost.StartAsync(options, cancellation).ConfigureAwait(false));
    }

    public Task StopAsync(TimeSpan limit) => _host.StopAsync(limit);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Built with this program, in the same configuration and for the same framework.</summary>
    internal static string BuildOutput()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Clone.Directory, "functions", "bin", framework.Parent!.Name, framework.Name);
    }

    /// <summary>Everything that is logged here goes where the AppHost logs.</summary>
    private sealed class ForwardedLogs(ILoggerFactory loggers) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

        public void Dispose()
        {
            // The loggers are the AppHost's.
        }
    }
}
