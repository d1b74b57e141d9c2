namespace Integration.Workflows.Catalogue;

/// <summary>The catalogue that runs, and those that ran: a case is carried out under the version that it started with.</summary>
public interface ICatalogues
{
    /// <summary>The catalogue that this host started with: that of new cases.</summary>
    ServiceCatalogue Current { get; }

    /// <summary>
    /// The catalogue of a version. It is loaded from the archive at most once and kept; the current one is never looked up.
    /// </summary>
    /// <param name="version">As in <see cref="ServiceCatalogue.Version"/>.</param>
    /// <param name="cancellation">Ends the wait of this caller, not the load that others share.</param>
    /// <exception cref="CatalogueVersionException">The version is nowhere, or its packs can't be used by this release.</exception>
    ValueTask<ServiceCatalogue> OfAsync(string version, CancellationToken cancellation);
}
