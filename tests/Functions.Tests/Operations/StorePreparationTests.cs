using Integration.Functions.Operations;
using Integration.Functions.Tests.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Archive;

namespace Integration.Functions.Tests.Operations;

public sealed class StorePreparationTests
{
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private readonly Readiness _readiness = new();

    [Fact]
    public async Task The_running_catalogue_is_archived_before_the_host_is_ready()
    {
        var archive = new RecordedArchive(_readiness);

        await PrepareAsync(archive);

        _readiness.IsReady.ShouldBeTrue();
        archive.Calls.ShouldBe([("prepare", false), ($"store {Catalogue.Version}", false)]);
    }

    [Fact]
    public async Task A_host_that_cannot_archive_its_catalogue_does_not_become_ready()
    {
        var archive = new RecordedArchive(_readiness) { Failure = new IOException("No room.") };

        await Should.ThrowAsync<IOException>(() => PrepareAsync(archive));

        _readiness.IsReady.ShouldBeFalse();
    }

    private Task PrepareAsync(ICatalogueArchive archive) =>
        new StorePreparation(new RecordedNetwork(), new RecordedAnchors(), archive, Catalogue, _readiness)
            .StartAsync(TestContext.Current.CancellationToken);

    private sealed class RecordedArchive(Readiness readiness) : ICatalogueArchive
    {
        public List<(string What, bool WhenReady)> Calls { get; } = [];

        public Exception? Failure { get; init; }

        public Task PrepareAsync(CancellationToken cancellation)
        {
            Calls.Add(("prepare", readiness.IsReady));
            return Task.CompletedTask;
        }

        public Task StoreAsync(string version, IReadOnlyList<CatalogueFile> files, CancellationToken cancellation)
        {
            Calls.Add(($"store {version}", readiness.IsReady));
            return Failure is null ? Task.CompletedTask : Task.FromException(Failure);
        }

        public Task<IReadOnlyList<CatalogueFile>?> FindAsync(string version, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<CatalogueFile>?>(null);
    }
}
