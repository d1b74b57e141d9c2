using Azure.Data.Tables;
using Integration.Workflows.Cases;

namespace Integration.Workflows.Tests.Cases;

public sealed class TableCaseStoreTests(Azurite azurite) : CaseStoreContract, IClassFixture<Azurite>
{
    [Fact]
    public async Task A_case_passes_through_real_tables()
    {
        var network = new Network(await OpenAsync());
        var id = await network.AcceptAsync(key: Guid.NewGuid().ToString());

        foreach (var stage in await network.OpenAsync(id))
        {
            var turns = await network.TakeAsync(id, stage);
            foreach (var message in network.Exchange.Sent.Where(message => turns.Any(turn => turn.StepKey == message.MessageId)).ToList())
            {
                await network.WorkAsync(message);
            }
        }

        await network.Attempts.CloseAsync(new AttemptEnd(id, 1, CaseOutcomes.PlanCarriedOut), Cancel);
        var record = await network.ReadAsync(id);
        record.Head.Status.ShouldBe(CaseStatus.Closed);
        record.Results.Count.ShouldBe(10);
        (await network.VerifyAuditAsync(id)).Intact.ShouldBeTrue();
    }

    private protected override async Task<ICaseStore> OpenAsync()
    {
        Assert.SkipWhen(azurite.ConnectionString is null, "Azurite is not installed; it comes with the local AppHost.");
        var store = new TableCaseStore(new TableServiceClient(azurite.ConnectionString));
        await store.PrepareAsync(Cancel);
        return store;
    }
}
