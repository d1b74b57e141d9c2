using Azure.Data.Tables;
using Integration.Workflows.Catalogue.Archive;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Catalogue.Archive;

public sealed class TableCatalogueArchiveTests(Azurite azurite) : CatalogueArchiveContract, IClassFixture<Azurite>
{
    [Fact]
    public async Task A_bundle_that_was_not_written_to_its_end_is_not_found_and_is_finished_by_the_next_host()
    {
        var archive = await OpenAsync();
        foreach (var row in Rows().SkipLast(1))
        {
            await Table.AddEntityAsync(row, Cancel);
        }

        (await archive.FindAsync(Version, Cancel)).ShouldBeNull();
        await archive.StoreAsync(Version, Files, Cancel);

        ShouldBeTheFiles(await archive.FindAsync(Version, Cancel));
    }

    [Fact]
    public async Task What_another_compression_left_unfinished_is_not_mixed_in()
    {
        var archive = await OpenAsync();
        await Table.AddEntityAsync(BundleRows.Of(Version, new byte[100_000])[0], Cancel);

        await archive.StoreAsync(Version, Files, Cancel);

        ShouldBeTheFiles(await archive.FindAsync(Version, Cancel));
    }

    [Fact]
    public async Task A_lost_part_is_damage_and_told()
    {
        var archive = await OpenAsync();
        await archive.StoreAsync(Version, Files, Cancel);
        await Table.DeleteEntityAsync(Version, Rows()[1].RowKey, cancellationToken: Cancel);

        var error = await Should.ThrowAsync<InvalidDataException>(() => archive.FindAsync(Version, Cancel));

        error.Message.ShouldContain(Version);
        error.Message.ShouldContain("Restore");
    }

    [Fact]
    public async Task A_changed_part_is_damage_and_told()
    {
        var archive = await OpenAsync();
        await archive.StoreAsync(Version, Files, Cancel);
        var part = Rows()[0];
        part["data"] = new byte[10];
        await Table.UpsertEntityAsync(part, TableUpdateMode.Replace, Cancel);

        await Should.ThrowAsync<InvalidDataException>(() => archive.FindAsync(Version, Cancel));
    }

    [Fact]
    public void Every_row_fits_into_a_table() =>
        Rows().SkipLast(1).ShouldAllBe(row => row.GetBinary("data")!.Length <= 60 * 1024 && row.RowKey.Length <= 512);

    private protected override async Task<ICatalogueArchive> OpenAsync()
    {
        Assert.SkipWhen(azurite.ConnectionString is null, "Azurite is not installed; it comes with the local AppHost.");
        var archive = new TableCatalogueArchive(new TableServiceClient(azurite.ConnectionString));
        await archive.PrepareAsync(Cancel);
        return archive;
    }

    private TableClient Table => new TableServiceClient(azurite.ConnectionString).GetTableClient(TableCatalogueArchive.TableName);

    private IReadOnlyList<TableEntity> Rows() => BundleRows.Of(Version, CatalogueBundle.Pack(Files));
}
