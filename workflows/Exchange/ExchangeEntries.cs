using Integration.Workflows.Audit;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Exchange;

/// <summary>Audit records of exchanges, forwarded or not.</summary>
internal static class ExchangeEntries
{
    /// <summary>What is to be proved about an exchange later.</summary>
    /// <param name="attempt">Who wanted to send what to whom.</param>
    /// <param name="request">The request that it became.</param>
    /// <param name="decision">What the gate decided.</param>
    /// <param name="fingerprint">Tells what was sent from anything else, without telling what it was.</param>
    public static AuditEntry Of(ExchangeAttempt attempt, StepRequest request, ExchangeDecision decision, Func<string, string> fingerprint)
    {
        var facts = decision is ExchangeDecision.Forwarded forwarded
            ? ExchangeFacts.Forwarded(
                attempt.Sender, attempt.Recipient, attempt.Purpose, forwarded.Agreement.Id,
                attempt.Categories, fingerprint(forwarded.Attributes.GetRawText()))
            : ExchangeFacts.Refused(attempt.Sender, attempt.Recipient, attempt.Purpose, attempt.Categories, request.Refusal ?? "");
        var kind = request.Refusal is null ? AuditKinds.ExchangeForwarded : AuditKinds.ExchangeRefused;
        return new(request.RequestedAt, kind, attempt.Sender, request.Key.ToString(), facts.ToDetails());
    }
}
