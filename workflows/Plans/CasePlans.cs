using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Plans;

/// <summary>Opens cases beside their plans, each by the catalogue that it started with.</summary>
public sealed class CasePlans(ICatalogues catalogues, MasterKeys keys)
{
    /// <summary>Opens a case.</summary>
    public async ValueTask<CasePlan> OpenAsync(CaseRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Open(await catalogues.OfAsync(record.Head.CatalogueVersion, cancellation).ConfigureAwait(false), record);
    }

    /// <summary>Opens a case by a catalogue at hand.</summary>
    public CasePlan Open(ServiceCatalogue catalogue, CaseRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var cipher = keys.Open(record.Head.Id, record.Key);
        return new(catalogue, record, JsonElement.Parse(cipher.Open(CaseIntake.ApplicationPlace, record.SealedApplication)), cipher);
    }
}
