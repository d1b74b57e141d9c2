using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Applications;

/// <summary>
/// Holds the decisions in <c>/consents</c> against the purposes for which the plan's agreements need consent: each is accepted or
/// declined exactly once. Declining is an answer, not an error.
/// </summary>
internal static class ConsentChecks
{
    private const string Consents = "/consents";

    /// <summary>Every decision that is missing, repeated or not asked for.</summary>
    public static IEnumerable<FieldError> Find(ServiceCatalogue catalogue, IntegratedService service, JsonElement application)
    {
        var needed = catalogue.PurposesThatNeedConsent(service);
        var given = JsonPointer.Select(application, Consents + "/*/purpose")
            .Where(place => place.Value is { ValueKind: JsonValueKind.String })
            .Select(place => (place.Pointer, Purpose: place.Value?.GetString() ?? ""))
            .ToList();

        foreach (var purpose in needed.Where(purpose => !given.Exists(place => place.Purpose == purpose)))
        {
            yield return new(Consents, "consent-missing", $"Accept or decline the purpose '{purpose}'.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (pointer, purpose) in given)
        {
            if (!needed.Contains(purpose))
            {
                yield return new(pointer, "unknown-purpose", $"Nobody asks consent for this; asked for are {string.Join(", ", needed)}.");
            }
            else if (!seen.Add(purpose))
            {
                yield return new(pointer, "consent-repeated", "There is a decision for this purpose already.");
            }
        }
    }
}
