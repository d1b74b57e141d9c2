using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Compliance;

/// <summary>The local engine as tests of orchestrations have it: each turn begins with a replay.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly DurableTaskTestHost _host;

    private EngineUnderTest(DurableTaskTestHost host) => _host = host;

    public DurableTaskClient Client => _host.Client;

    public static async Task<EngineUnderTest> StartAsync(
        Action<DurableTaskRegistry> configure, Action<IServiceCollection>? services, CancellationToken cancellation) =>
        new(await DurableTaskTestHost.StartAsync(configure, new DurableTaskTestHostOptions { ConfigureServices = services }, cancellation));

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
