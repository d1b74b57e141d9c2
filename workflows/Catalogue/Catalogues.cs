using System.Collections.Concurrent;
using Integration.Workflows.Catalogue.Archive;

namespace Integration.Workflows.Catalogue;

/// <summary>The catalogue that runs, and those of the archive, loaded when they are first asked for.</summary>
/// <param name="current">The catalogue that this host started with.</param>
/// <param name="archive">Where every catalogue that ever ran is kept.</param>
public sealed class Catalogues(ServiceCatalogue current, ICatalogueArchive archive) : ICatalogues
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ServiceCatalogue>>> _loaded = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ServiceCatalogue Current => current;

    /// <inheritdoc/>
    public ValueTask<ServiceCatalogue> OfAsync(string version, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version == current.Version ? ValueTask.FromResult(current) : new(ArchivedAsync(version, cancellation));
    }

    private async Task<ServiceCatalogue> ArchivedAsync(string version, CancellationToken cancellation)
    {
        var load = _loaded.GetOrAdd(version, key => new(() => LoadAsync(key)));
        try
        {
            return await load.Value.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch when (load.Value is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            // What is not there now may be there later: another host archives it at its start.
            _loaded.TryRemove(new(version, load));
            throw;
        }
    }

    private async Task<ServiceCatalogue> LoadAsync(string version)
    {
        var files = await archive.FindAsync(version, CancellationToken.None).ConfigureAwait(false)
            ?? throw new CatalogueVersionException(
                version,
                $"is neither the current one ({current.Version}) nor in the archive.",
                "Start the release that has it once on this store, so that it is archived, or restore the archive.");
        var catalogue = Load(version, files);
        return catalogue.Version == version
            ? catalogue
            : throw new CatalogueVersionException(
                version, $"has other files in the archive: those of version {catalogue.Version}.", "Restore the archive.");
    }

    private static ServiceCatalogue Load(string version, IReadOnlyList<CatalogueFile> files)
    {
        try
        {
            return ServiceCatalogue.Load(files);
        }
        catch (CatalogueException error)
        {
            throw new CatalogueVersionException(
                version,
                $"is in the archive, but this release can't use it: {error.Message}",
                "Let a release that can use it finish its cases.",
                error);
        }
    }
}
