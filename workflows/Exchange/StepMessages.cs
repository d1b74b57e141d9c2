using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Consent;
using Integration.Workflows.Plans;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Exchange;

/// <summary>Writes the messages of the network. Pure: the same step has the same message, whenever it is written.</summary>
/// <param name="pseudonyms">How recipients know the person.</param>
public sealed class StepMessages(Pseudonyms pseudonyms)
{
    /// <summary>Tells the orchestration that a case is there.</summary>
    public static ExchangeMessage Received(CaseHead head) => new(
        Destinations.Intake, $"{head.Id}/intake/1", MessageTypes.CaseReceived, "/intake", head.Id, head.ReceivedAt,
        JsonSerializer.SerializeToUtf8Bytes(new CaseAttempt(head.Id, 1), CaseJson.Options))
    {
        CorrelationId = head.Id,
    };

    /// <summary>Asks a participant; nothing when the gate did not let the request pass.</summary>
    public IEnumerable<ExchangeMessage> Requested(CasePlan plan, StepRequest request)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        var name = TaskName.Of(request.Key);
        var task = plan.Service.TaskOf(name);
        var day = DateOnly.FromDateTime(request.RequestedAt.UtcDateTime);

        // The day and the facts of the stored request, so that a message sent again is the message that was decided on.
        var facts = plan.FactsKnownAt(request.ResultsKnown);
        var attempt = new ExchangeAttempt(request.Sender, request.Participant, name, request.Purpose, task.Categories);
        if (plan.Gate.Decide(plan.Service, attempt, facts, plan.Record.Consents, request.RequestedAt)
            is not ExchangeDecision.Forwarded forwarded)
        {
            return [];
        }

        var participant = plan.Catalogue.GetParticipant(request.Participant);
        var body = new StepRequestBody(
            request.Key.ToString(), name.Step, name.Subject, request.Purpose, forwarded.Agreement.Id,
            pseudonyms.Of(participant.Sector, plan.Service.Person?.In(facts) ?? $"case:{request.Key.CaseId}"),
            name.Step == StepNames.Identity ? task.RequiredLevel : null, day, plan.Catalogue.Version, forwarded.Attributes)
        {
            IdentityOf = name.Step == StepNames.Identity ? task.IdentityOf : null,
            Trail = name.Step == StepNames.Handover ? [.. plan.Record.Audit.Where(record => record.Sequence <= request.AuditKnown)] : null,
        };
        return [To(
            participant, request, request.Key.ToString(), MessageTypes.StepRequested,
            JsonSerializer.SerializeToUtf8Bytes(body, CaseJson.Options))];
    }

    /// <summary>Tells a participant that no answer is wanted any more.</summary>
    public static ExchangeMessage Cancelled(CasePlan plan, StepRequest request)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        return To(
            plan.Catalogue.GetParticipant(request.Participant), request, $"{request.Key}/cancel", MessageTypes.StepCancelled,
            JsonSerializer.SerializeToUtf8Bytes(new { stepKey = request.Key.ToString(), status = StepStatus.Cancelled }, CaseJson.Options));
    }

    /// <summary>Tells a participant that the consent is over under which it got data: it is to stop using them.</summary>
    public static ExchangeMessage ConsentEnded(CasePlan plan, StepRequest request, ConsentRecord consent, ConsentState state)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(consent);
        var reason = state == ConsentState.Expired ? "expired" : "withdrawn";
        return To(
            plan.Catalogue.GetParticipant(request.Participant), request, $"{request.Key}/consent-{consent.Sequence}",
            MessageTypes.ConsentEnded,
            JsonSerializer.SerializeToUtf8Bytes(
                new { stepKey = request.Key.ToString(), purpose = consent.Purpose, reason }, CaseJson.Options));
    }

    /// <summary>Reminders, each to come when a yes ends by itself.</summary>
    public static IEnumerable<ExchangeMessage> ConsentExpiries(CaseHead head, IEnumerable<ConsentRecord> consents) => consents
        .Where(consent => consent.ExpiresAt is not null)
        .Select(consent => new ExchangeMessage(
            Destinations.ConsentExpiry, $"{head.Id}/consent/{consent.Sequence}", MessageTypes.ConsentExpired,
            "/consents", head.Id, consent.At,
            JsonSerializer.SerializeToUtf8Bytes(new ConsentReminder(head.Id, consent.Sequence), CaseJson.Options))
        {
            CorrelationId = head.Id,
            NotBefore = consent.ExpiresAt,
        });

    /// <summary>Answers a request, as a hosted participant does.</summary>
    public static ExchangeMessage Answered(string stepKey, string session, string participant, StepAnswer answer, DateTimeOffset at) => new(
        Destinations.StepResults, $"{stepKey}/{answer.Status}", MessageTypes.StepAnswered, $"/participants/{participant}", stepKey, at,
        JsonSerializer.SerializeToUtf8Bytes(answer, CaseJson.Options))
    {
        CorrelationId = stepKey,
        SessionId = session,
        Participant = participant,
    };

    private static ExchangeMessage To(Participant participant, StepRequest request, string messageId, string type, byte[] body) =>
        new(request.Topic, messageId, type, $"/organizations/{request.Sender}", request.Key.ToString(), request.RequestedAt, body)
        {
            CorrelationId = request.Key.CaseId,
            ReplyTo = Destinations.StepResults,
            ReplyToSessionId = request.Key.CaseId,
            Participant = participant.Id,
            Hosting = participant.Hosting == Hosting.Hosted ? "hosted" : "remote",
        };
}
