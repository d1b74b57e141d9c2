using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Archive;
using Microsoft.Extensions.Hosting;

namespace Integration.Functions.Operations;

/// <summary>
/// Makes sure, once at start, that the stores of cases and anchors are there and that the running catalogue is archived: a case may outlive
/// the release that it started with.
/// </summary>
internal sealed class StorePreparation(
    ICaseStore store, IAnchorStore anchors, ICatalogueArchive archive, ServiceCatalogue catalogue, Readiness readiness) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(store.PrepareAsync(cancellationToken), anchors.PrepareAsync(cancellationToken), ArchiveAsync(cancellationToken));
        readiness.Declare();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ArchiveAsync(CancellationToken cancellation)
    {
        await archive.PrepareAsync(cancellation);
        await archive.StoreAsync(catalogue.Version, catalogue.Files, cancellation);
    }
}
