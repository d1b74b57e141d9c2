using System.Net;
using System.Net.Sockets;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Compliance;

/// <summary>The official engine for tests, with the official worker and client.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly DurableTaskTestHost _host;

    // The host logs every call between its parts.
    static EngineUnderTest() => Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");

    private EngineUnderTest(DurableTaskTestHost host) => _host = host;

    public DurableTaskClient Client => _host.Client;

    public static async Task<EngineUnderTest> StartAsync(
        Action<DurableTaskRegistry> configure, Action<IServiceCollection>? services, CancellationToken cancellation) =>
        new(await DurableTaskTestHost.StartAsync(
            configure, new DurableTaskTestHostOptions { Port = FreePort(), ConfigureServices = services }, cancellation));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    // The host takes a number, and a random one that is in use unless it is given one.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
