using Azure.Data.Tables;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Audit.Anchoring;

public sealed class TableAnchorStoreTests(Azurite azurite) : AnchorStoreContract, IClassFixture<Azurite>
{
    private protected override async Task<IAnchorStore> OpenAsync()
    {
        Assert.SkipWhen(azurite.ConnectionString is null, "Azurite is not installed; it comes with the local AppHost.");
        var service = new TableServiceClient(azurite.ConnectionString);
        await service.DeleteTableAsync(TableAnchorStore.TableName, Cancel);
        var store = new TableAnchorStore(service);
        await store.PrepareAsync(Cancel);
        return store;
    }
}
