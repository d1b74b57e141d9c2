using Integration.Workflows.Catalogue.Archive;

namespace Integration.Workflows.Tests.Catalogue.Archive;

public sealed class InMemoryCatalogueArchiveTests : CatalogueArchiveContract
{
    private readonly InMemoryCatalogueArchive _archive = new();

    private protected override Task<ICatalogueArchive> OpenAsync() => Task.FromResult<ICatalogueArchive>(_archive);
}
