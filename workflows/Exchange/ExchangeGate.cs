using System.Text.Json;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Consent;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Exchange;

/// <summary>
/// Nothing crosses an organizational border without an agreement in force and, where the agreement asks for it, the person's consent;
/// and nobody decides another agency's program without its delegation. Pure: same attempt, same decision.
/// </summary>
/// <param name="catalogue">Where the agreements are.</param>
public sealed class ExchangeGate(ServiceCatalogue catalogue)
{
    /// <summary>Decides about one attempt.</summary>
    /// <param name="service">The integrated service.</param>
    /// <param name="attempt">Who wants to send what to whom.</param>
    /// <param name="facts">What is known of the case.</param>
    /// <param name="consents">The person's decisions.</param>
    /// <param name="at">When: agreements and delegations count for its day, in UTC.</param>
    public ExchangeDecision Decide(
        IntegratedService service, ExchangeAttempt attempt, JsonElement facts, IReadOnlyList<ConsentRecord> consents, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(attempt);
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        if (FindAgreement(attempt.Sender, attempt.Recipient, attempt.Purpose, day, out var refusal) is not { } agreement)
        {
            return new ExchangeDecision.Refused(refusal);
        }

        if (attempt.Categories.Any(category => !agreement.Categories.Contains(category) || !service.Categories.ContainsKey(category)))
        {
            return new ExchangeDecision.Refused(RefusalReasons.CategoryNotCovered);
        }

        if (DelegationRefusal(attempt, day) is { } notDelegated)
        {
            return new ExchangeDecision.Refused(notDelegated);
        }

        if (agreement.ConsentRequired && ConsentRefusal(ConsentLedger.StateOf(consents, attempt.Purpose, at)) is { } withheld)
        {
            return new ExchangeDecision.Refused(withheld);
        }

        var pointers = attempt.Categories.SelectMany(category => service.Categories[category]);
        return new ExchangeDecision.Forwarded(agreement, Minimiser.Cut(facts, pointers));
    }

    /// <summary>Why an answer may not come back, or null when it may: the agreement of the request must still be in force.</summary>
    public string? RefuseAnswer(string sender, string participant, string purpose, DateOnly day) =>
        FindAgreement(sender, participant, purpose, day, out var refusal) is null ? refusal : null;

    private string? DelegationRefusal(ExchangeAttempt attempt, DateOnly day)
    {
        if (attempt.Task is not { Step: StepNames.Eligibility, Subject: { } program })
        {
            return null;
        }

        var decider = catalogue.GetParticipant(attempt.Recipient).Organization;
        var delegations = catalogue.DelegationsOf(program, decider);
        return decider == catalogue.GetProgram(program).Agency || delegations.Any(delegation => delegation.InForce(day)) ? null
            : delegations.Any() ? RefusalReasons.DelegationNotInForce
            : RefusalReasons.NoDelegation;
    }

    private static string? ConsentRefusal(ConsentState state) => state switch
    {
        ConsentState.Given => null,
        ConsentState.Missing => RefusalReasons.ConsentMissing,
        ConsentState.Expired => RefusalReasons.ConsentExpired,
        _ => RefusalReasons.ConsentDeclined,
    };

    private Agreement? FindAgreement(string sender, string participant, string purpose, DateOnly day, out string refusal)
    {
        var agreement = catalogue.FindAgreement(sender, participant, purpose, day);
        refusal = agreement is null && catalogue.FindAgreement(sender, participant, purpose) is not null
            ? RefusalReasons.AgreementNotInForce
            : RefusalReasons.NoAgreement;
        return agreement;
    }
}
