using Integration.Workflows.Catalogue;

namespace Integration.Functions.Tests.Cases;

/// <summary>One catalogue, of which every version is.</summary>
internal sealed class FixedCatalogue(ServiceCatalogue current) : ICatalogues
{
    public ServiceCatalogue Current => current;

    public ValueTask<ServiceCatalogue> OfAsync(string version, CancellationToken cancellation) => ValueTask.FromResult(current);
}
