using Integration.Workflows.Cases;

namespace Integration.Workflows.Tests.Cases;

public sealed class InMemoryCaseStoreTests : CaseStoreContract
{
    private protected override Task<ICaseStore> OpenAsync() => Task.FromResult<ICaseStore>(new InMemoryCaseStore());
}
