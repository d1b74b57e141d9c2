namespace Integration.Workflows.Catalogue.Archive;

/// <summary>Keeps the packs of every catalogue that ever ran, by version. Nothing in it is ever changed or removed.</summary>
public interface ICatalogueArchive
{
    /// <summary>Makes sure that there is a place to store; called once at start.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Stores a version, whole; a version that is there already stays as it is. Many hosts may store at once.</summary>
    /// <param name="version">As in <see cref="ServiceCatalogue.Version"/>: 1 to 64 lower-case letters or digits.</param>
    /// <param name="files">As in <see cref="ServiceCatalogue.Files"/>: at least one.</param>
    /// <param name="cancellation">What was stored until then is not taken for the whole.</param>
    /// <exception cref="ArgumentException">That is no version.</exception>
    Task StoreAsync(string version, IReadOnlyList<CatalogueFile> files, CancellationToken cancellation);

    /// <summary>The files of a version, ordered by path, or null when it was never stored to its end.</summary>
    /// <exception cref="InvalidDataException">It was stored, and is not there as it was stored.</exception>
    Task<IReadOnlyList<CatalogueFile>?> FindAsync(string version, CancellationToken cancellation);
}
