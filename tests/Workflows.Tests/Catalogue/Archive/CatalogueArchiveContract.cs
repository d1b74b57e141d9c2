using System.Text;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Archive;

namespace Integration.Workflows.Tests.Catalogue.Archive;

/// <summary>What every archive of catalogues must do.</summary>
public abstract class CatalogueArchiveContract
{
    private protected string Version { get; } = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_version_that_was_never_stored_is_not_found()
    {
        var archive = await OpenAsync();

        (await archive.FindAsync(Version, Cancel)).ShouldBeNull();
        (await archive.FindAsync("' or true", Cancel)).ShouldBeNull();
        (await archive.FindAsync("a/b", Cancel)).ShouldBeNull();
        (await archive.FindAsync("", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Files_are_found_as_they_were_stored()
    {
        var archive = await OpenAsync();

        await archive.StoreAsync(Version, Files, Cancel);

        ShouldBeTheFiles(await archive.FindAsync(Version, Cancel));
    }

    [Fact]
    public async Task The_packs_that_ship_are_the_same_version_when_they_come_back()
    {
        var archive = await OpenAsync();
        var shipped = ServiceCatalogue.LoadShipped();

        await archive.StoreAsync(shipped.Version, shipped.Files, Cancel);

        ServiceCatalogue.Load((await archive.FindAsync(shipped.Version, Cancel)).ShouldNotBeNull()).Version.ShouldBe(shipped.Version);
    }

    [Fact]
    public async Task A_version_that_is_there_stays_as_it_is()
    {
        var archive = await OpenAsync();
        await archive.StoreAsync(Version, Files, Cancel);

        await archive.StoreAsync(Version, Files, Cancel);
        await archive.StoreAsync(Version, [File("other.json", "{}"u8.ToArray())], Cancel);

        ShouldBeTheFiles(await archive.FindAsync(Version, Cancel));
    }

    [Fact]
    public async Task Many_hosts_may_store_a_version_at_once()
    {
        var archives = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));

        await Task.WhenAll(archives.Select(archive => archive.StoreAsync(Version, Files, Cancel)));

        ShouldBeTheFiles(await archives[0].FindAsync(Version, Cancel));
    }

    [Fact]
    public async Task Versions_are_kept_apart()
    {
        var archive = await OpenAsync();
        await archive.StoreAsync(Version, Files, Cancel);

        await archive.StoreAsync(Version + "2", [File("other.json", "{}"u8.ToArray())], Cancel);

        ShouldBeTheFiles(await archive.FindAsync(Version, Cancel));
        (await archive.FindAsync(Version + "2", Cancel)).ShouldNotBeNull().ShouldHaveSingleItem().Path.ShouldBe("other.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("V1")]
    [InlineData("a/b")]
    [InlineData("a'b")]
    public async Task What_is_no_version_is_not_stored(string version)
    {
        var archive = await OpenAsync();

        (await Should.ThrowAsync<ArgumentException>(() => archive.StoreAsync(version, Files, Cancel))).Message.ShouldContain("lower-case");
    }

    /// <summary>A view of one archive; every view that a test opens sees the same.</summary>
    private protected abstract Task<ICatalogueArchive> OpenAsync();

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An empty file, names and texts beyond ASCII, and more noise than a row can hold.</summary>
    private protected static IReadOnlyList<CatalogueFile> Files { get; } =
    [
        File("ca/empty.json", []),
        File("ca/noise.json", Noise(200_000)),
        File($"ca/services/{new string('x', 150)}.json", "{}"u8.ToArray()),
        File("ca/été.json", Encoding.UTF8.GetBytes("""{ "en": "summer", "fr": "été" }""")),
    ];

    private protected static void ShouldBeTheFiles(IReadOnlyList<CatalogueFile>? found)
    {
        found.ShouldNotBeNull().Select(file => file.Path).ShouldBe(Files.Select(file => file.Path));
        found.Select(file => Convert.ToHexString(file.Content.Span)).ShouldBe(Files.Select(file => Convert.ToHexString(file.Content.Span)));
    }

    private static CatalogueFile File(string path, byte[] content) => new(path, content);

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
