using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Tests.Audit.Anchoring;

public sealed class InMemoryAnchorStoreTests : AnchorStoreContract
{
    private protected override Task<IAnchorStore> OpenAsync() => Task.FromResult<IAnchorStore>(new InMemoryAnchorStore());
}
