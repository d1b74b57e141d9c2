using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Consent;

/// <summary>
/// What the end of a consent means for a case: whatever is under way for its purpose is cancelled, whoever has data for it is told. Pure.
/// </summary>
internal static class ConsentEnds
{
    /// <summary>The requests that went out for a purpose.</summary>
    public static IEnumerable<StepRequest> SentFor(CaseRecord record, string purpose) =>
        record.Requests.Where(request => request is { AskedOf: Addressee.Participant, Refusal: null } && request.Purpose == purpose);

    /// <summary>The cancellation of whatever is under way for a purpose.</summary>
    public static IEnumerable<StepResult> Cancellations(CaseRecord record, string purpose, DateTimeOffset now) => SentFor(record, purpose)
        .Where(request => !StepTransitions.IsTerminal(request.Key.Step, record.StatusOf(request.Key)!))
        .Select((request, index) => new StepResult(
            request.Key, StepStatus.Cancelled, record.Results.Count + index + 1, StepStatus.Cancelled, now, []));

    /// <summary>The record of it.</summary>
    public static AuditEntry Entry(CaseRecord record, string kind, ConsentRecord consent, string actor, DateTimeOffset now) => new(
        now, kind, actor, record.Head.Id, JsonSerializer.Serialize(
            new
            {
                consent = consent.Sequence,
                purpose = consent.Purpose,
                decision = consent.Decision,
                notice = consent.NoticeVersion,
                language = consent.Language,
                channel = consent.Channel,
            },
            CaseJson.Options));
}
