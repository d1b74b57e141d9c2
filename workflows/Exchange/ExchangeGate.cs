using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Exchange;

/// <summary>
/// Nothing crosses an organizational border without an agreement in force and, where the agreement asks for it, the person's consent.
/// Pure: same request, same decision.
/// </summary>
/// <param name="catalogue">Where the agreements are.</param>
public sealed class ExchangeGate(ServiceCatalogue catalogue)
{
    /// <summary>Decides about one request of a service's plan on a day.</summary>
    public ExchangeDecision Decide(IntegratedService service, PlannedTask task, JsonElement application, DateOnly day)
    {
        if (FindAgreement(service, task.Participant, task.Purpose, day, out var refusal) is not { } agreement)
        {
            return new ExchangeDecision.Refused(refusal);
        }

        if (task.Categories.Any(category => !agreement.Categories.Contains(category) || !service.Categories.ContainsKey(category)))
        {
            return new ExchangeDecision.Refused(RefusalReasons.CategoryNotCovered);
        }

        if (agreement.ConsentRequired && ConsentRefusal(application, task.Purpose) is { } withheld)
        {
            return new ExchangeDecision.Refused(withheld);
        }

        var pointers = task.Categories.SelectMany(category => service.Categories[category]);
        return new ExchangeDecision.Forwarded(agreement, Minimiser.Cut(application, pointers));
    }

    /// <summary>Why an answer may not come back, or null when it may: the agreement of the request must still be in force.</summary>
    public string? RefuseAnswer(IntegratedService service, string participant, string purpose, DateOnly day) =>
        FindAgreement(service, participant, purpose, day, out var refusal) is null ? refusal : null;

    private static string? ConsentRefusal(JsonElement application, string purpose)
    {
        var decisions = application.TryGetProperty("consents", out var consents) && consents.ValueKind == JsonValueKind.Array
            ? consents.EnumerateArray().Where(consent => Text(consent, "purpose") == purpose).Select(consent => Text(consent, "decision")).ToList()
            : [];
        return decisions.Count == 0 ? RefusalReasons.ConsentMissing
            : decisions.TrueForAll(decision => decision == "accept") ? null
            : RefusalReasons.ConsentDeclined;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private Agreement? FindAgreement(IntegratedService service, string participant, string purpose, DateOnly day, out string refusal)
    {
        var agreement = catalogue.FindAgreement(service.Intake, participant, purpose, day);
        refusal = agreement is null && catalogue.FindAgreement(service.Intake, participant, purpose) is not null
            ? RefusalReasons.AgreementNotInForce
            : RefusalReasons.NoAgreement;
        return agreement;
    }
}
