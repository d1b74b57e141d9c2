using Integration.Workflows.Cases;
using Microsoft.Extensions.Hosting;

namespace Integration.Functions.Operations;

/// <summary>Makes sure, once at start, that the case store is there.</summary>
internal sealed class StorePreparation(ICaseStore store, Readiness readiness) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.PrepareAsync(cancellationToken);
        readiness.Declare();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
