using System.Text;
using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>Opens cases beside their plans, each by the catalogue that it started with.</summary>
public sealed class CasePlans(ICatalogues catalogues, CaseCipher cipher)
{
    private readonly SealedAnswers _answers = new(cipher);

    /// <summary>Opens a case.</summary>
    public async ValueTask<CasePlan> OpenAsync(CaseRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Open(await catalogues.OfAsync(record.Head.CatalogueVersion, cancellation).ConfigureAwait(false), record);
    }

    /// <summary>Tells contents of a case apart without telling what is in them.</summary>
    public string FingerprintOf(string caseId, string content) => cipher.Fingerprint(caseId, Encoding.UTF8.GetBytes(content));

    /// <summary>Opens a case by a catalogue at hand.</summary>
    public CasePlan Open(ServiceCatalogue catalogue, CaseRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var application = JsonElement.Parse(cipher.Open(record.Head.Id, CaseIntake.ApplicationPlace, record.SealedApplication));
        return new(catalogue, record, application, _answers);
    }
}
