using Azure.Data.Tables;
using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Audit.Verification;
using Integration.Workflows.Cases;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Audit;

public sealed class TableCaseAuditsTests(Azurite azurite) : IClassFixture<Azurite>
{
    private static readonly string[] Ids =
        [.. Enumerable.Range(1, 3).Select(number => CaseId.From("portal", "newborn", $"audits {number}"))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_are_read_as_the_case_store_writes_them()
    {
        var service = await OpenAsync();
        var audits = new TableCaseAudits(service);
        var stored = (await new TableCaseStore(service).FindAsync(Ids[0], Cancel)).ShouldNotBeNull();

        var read = (await audits.FindAsync(Ids[0], Cancel)).ShouldNotBeNull();

        read.Tip.ShouldBe(stored.Head.Tip);
        read.Records.ShouldBe(stored.Audit);
        (await audits.FindAsync(CaseId.From("nobody", "newborn", "x"), Cancel)).ShouldBeNull();
        (await AllAsync(audits.ReadAllAsync(Cancel))).Select(audit => audit.CaseId).ShouldBe(Ids.Order(StringComparer.Ordinal));
        (await AllAsync(audits.MovedSinceAsync(null, Cancel))).Select(tip => tip.CaseId).ShouldBe(Ids, ignoreOrder: true);
    }

    [Fact]
    public async Task Only_what_was_written_since_a_time_has_moved()
    {
        var audits = new TableCaseAudits(await OpenAsync());
        var now = TimeProvider.System.GetUtcNow();

        (await AllAsync(audits.MovedSinceAsync(now.AddMinutes(-5), Cancel))).Count.ShouldBe(3);
        (await AllAsync(audits.MovedSinceAsync(now.AddMinutes(5), Cancel))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_is_changed_in_the_table_is_found()
    {
        var service = await OpenAsync();
        var table = service.GetTableClient(TableCaseStore.TableName);
        var row = (await table.GetEntityAsync<TableEntity>(Ids[1], "audit|00000002", cancellationToken: Cancel)).Value;
        row["actor"] = 5;

        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);

        var report = await WalkAsync(service);
        report.Findings.Select(finding => (finding.CaseId, finding.Record, finding.Kind))
            .ShouldBe([(Ids[1], 2, AuditFindingKind.RecordChanged)]);
    }

    [Fact]
    public async Task A_case_that_is_gone_from_the_table_is_found()
    {
        var service = await OpenAsync();
        var anchors = new TableAnchorStore(service);
        await anchors.PrepareAsync(Cancel);
        await new TipAnchoring(new TableCaseAudits(service), anchors, TimeProvider.System).RunAsync(Cancel);
        var table = service.GetTableClient(TableCaseStore.TableName);
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq '{Ids[2]}'", cancellationToken: Cancel))
        {
            await table.DeleteEntityAsync(row, cancellationToken: Cancel);
        }

        var finding = (await WalkAsync(service)).Findings.ShouldHaveSingleItem();
        (finding.CaseId, finding.Kind, finding.Anchor).ShouldBe((Ids[2], AuditFindingKind.CaseMissing, 1));
    }

    private static async Task<AuditReport> WalkAsync(TableServiceClient service)
    {
        var anchors = new TableAnchorStore(service);
        await anchors.PrepareAsync(Cancel);
        return await new AuditWalk(new TableCaseAudits(service), anchors).RunAsync([], Cancel);
    }

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }

    /// <summary>A table with three cases of three records, and no anchors.</summary>
    private async Task<TableServiceClient> OpenAsync()
    {
        Assert.SkipWhen(azurite.ConnectionString is null, "Azurite is not installed; it comes with the local AppHost.");
        var service = new TableServiceClient(azurite.ConnectionString);
        await service.DeleteTableAsync(TableCaseStore.TableName, Cancel);
        await service.DeleteTableAsync(TableAnchorStore.TableName, Cancel);
        var store = new TableCaseStore(service);
        await store.PrepareAsync(Cancel);
        foreach (var id in Ids)
        {
            var now = TimeProvider.System.GetUtcNow();
            var entry = new AuditEntry(now, "kind", "actor", id, """{"é":1}""");
            var head = new CaseHead(id, "newborn", "v1", "portal", "hash", CaseStatus.Received, 0, now, null, null, AuditChain.Start(id));
            var change = CaseChange.Of(head, null, entry, entry, entry);
            await store.CommitAsync(change with { Key = new("first", "sealed"), SealedApplication = [1] }, Cancel);
        }

        return service;
    }
}
