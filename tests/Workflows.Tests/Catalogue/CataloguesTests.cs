using Integration.Workflows.Catalogue;
using Integration.Workflows.Tests.Catalogue.Archive;
using Integration.Workflows.Tests.Eligibility;

namespace Integration.Workflows.Tests.Catalogue;

public sealed class CataloguesTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private readonly InMemoryCatalogueArchive _archive = new();

    [Fact]
    public async Task The_current_catalogue_is_not_looked_up()
    {
        var catalogues = new Catalogues(shipped.Catalogue, _archive);

        (await catalogues.OfAsync(shipped.Catalogue.Version, Cancel)).ShouldBeSameAs(catalogues.Current);

        _archive.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task An_archived_catalogue_is_what_it_was()
    {
        var earlier = await ArchiveEarlierAsync();

        var found = await new Catalogues(shipped.Catalogue, _archive).OfAsync(earlier.Version, Cancel);

        found.Version.ShouldBe(earlier.Version);
        found.GetParticipant("cra-benefits").Name.En.ShouldBe("Earlier");
        found.FindService("newborn").ShouldNotBeNull().Plan.Count.ShouldBe(earlier.FindService("newborn")!.Plan.Count);
    }

    [Fact]
    public async Task An_archived_catalogue_is_loaded_once_however_many_ask_for_it()
    {
        var earlier = await ArchiveEarlierAsync();
        var catalogues = new Catalogues(shipped.Catalogue, _archive);

        var found = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => catalogues.OfAsync(earlier.Version, Cancel).AsTask())));
        await catalogues.OfAsync(earlier.Version, Cancel);

        _archive.Reads.ShouldBe(1);
        found.ShouldAllBe(catalogue => ReferenceEquals(catalogue, found[0]));
    }

    [Fact]
    public async Task A_version_that_is_nowhere_is_told_with_what_would_help()
    {
        var catalogues = new Catalogues(shipped.Catalogue, _archive);

        var error = await Should.ThrowAsync<CatalogueVersionException>(() => catalogues.OfAsync("0123456789abcdef", Cancel).AsTask());

        error.Version.ShouldBe("0123456789abcdef");
        error.Remedy.ShouldContain("archive");
        error.Message.ShouldContain(shipped.Catalogue.Version);
    }

    [Fact]
    public async Task What_was_not_there_is_found_once_it_is()
    {
        using var packs = new PackCopy();
        var catalogues = new Catalogues(shipped.Catalogue, _archive);
        var later = packs.Edit("ca/participants.json", "/participants/0/name/en", "\"Later\"").Load();
        await Should.ThrowAsync<CatalogueVersionException>(() => catalogues.OfAsync(later.Version, Cancel).AsTask());

        await _archive.StoreAsync(later.Version, later.Files, Cancel);

        (await catalogues.OfAsync(later.Version, Cancel)).Version.ShouldBe(later.Version);
    }

    [Fact]
    public async Task Who_does_not_wait_any_longer_does_not_end_the_load_of_others()
    {
        var earlier = await ArchiveEarlierAsync();
        var gate = new TaskCompletionSource();
        _archive.Gate = gate.Task;
        var catalogues = new Catalogues(shipped.Catalogue, _archive);
        using var impatience = new CancellationTokenSource();

        var impatient = catalogues.OfAsync(earlier.Version, impatience.Token).AsTask();
        var patient = catalogues.OfAsync(earlier.Version, Cancel).AsTask();
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();

        (await patient).Version.ShouldBe(earlier.Version);
        _archive.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task Files_of_another_version_are_not_taken_for_the_one_that_was_asked_for()
    {
        await _archive.StoreAsync("0123456789abcdef", shipped.Catalogue.Files, Cancel);
        using var packs = new PackCopy();
        var other = packs.Edit("ca/participants.json", "/participants/0/name/en", "\"Other\"").Load();

        var error = await Should.ThrowAsync<CatalogueVersionException>(
            () => new Catalogues(other, _archive).OfAsync("0123456789abcdef", Cancel).AsTask());

        error.Message.ShouldContain(shipped.Catalogue.Version);
    }

    [Fact]
    public async Task Packs_that_this_release_refuses_are_told_with_their_errors()
    {
        await _archive.StoreAsync("0123456789abcdef", [new("ca/x.json", "{}"u8.ToArray())], Cancel);

        var error = await Should.ThrowAsync<CatalogueVersionException>(
            () => new Catalogues(shipped.Catalogue, _archive).OfAsync("0123456789abcdef", Cancel).AsTask());

        error.InnerException.ShouldBeOfType<CatalogueException>().Errors.ShouldHaveSingleItem().File.ShouldBe("ca/x.json");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<ServiceCatalogue> ArchiveEarlierAsync()
    {
        using var packs = new PackCopy();
        var earlier = packs.Edit("ca/participants.json", "/participants/1/name/en", "\"Earlier\"").Load();
        await _archive.StoreAsync(earlier.Version, earlier.Files, Cancel);
        return earlier;
    }
}
