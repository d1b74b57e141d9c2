using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Exchange;

/// <summary>Audit records of exchanges, forwarded or not.</summary>
internal static class ExchangeEntries
{
    /// <summary>What is to be proved about an exchange later.</summary>
    public static AuditEntry Of(ExchangeAttempt attempt, StepRequest request, ExchangeDecision decision, DateTimeOffset now)
    {
        var details = decision is ExchangeDecision.Forwarded forwarded
            ? JsonSerializer.Serialize(
                new { recipient = attempt.Recipient, purpose = attempt.Purpose, agreement = forwarded.Agreement.Id, categories = attempt.Categories }, CaseJson.Options)
            : JsonSerializer.Serialize(new { recipient = attempt.Recipient, purpose = attempt.Purpose, reason = request.Refusal }, CaseJson.Options);
        var kind = request.Refusal is null ? AuditKinds.ExchangeForwarded : AuditKinds.ExchangeRefused;
        return new(now, kind, attempt.Sender, request.Key.ToString(), details);
    }
}
