using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Exchange;

/// <summary>Writes the messages of the network. Pure: the same step has the same message, whenever it is written.</summary>
/// <param name="catalogue">Where participants and programs are.</param>
/// <param name="pseudonyms">How recipients know the person.</param>
public sealed class StepMessages(ServiceCatalogue catalogue, Pseudonyms pseudonyms)
{
    /// <summary>Tells the orchestration that a case is there.</summary>
    public static ExchangeMessage Received(CaseHead head) => new(
        Destinations.Intake, $"{head.Id}/intake/1", MessageTypes.CaseReceived, "/intake", head.Id, head.ReceivedAt,
        JsonSerializer.SerializeToUtf8Bytes(new CaseAttempt(head.Id, 1), CaseJson.Options))
    {
        CorrelationId = head.Id,
    };

    /// <summary>Asks a participant.</summary>
    public ExchangeMessage Requested(
        IntegratedService service, PlannedTask task, StepRequest request, ExchangeDecision.Forwarded decision, JsonElement application)
    {
        var participant = catalogue.GetParticipant(task.Participant);
        var body = new StepRequestBody(
            request.Key.ToString(), request.Key.Step, request.Key.Subject, task.Purpose, decision.Agreement.Id,
            pseudonyms.Of(participant.Sector, PersonOf(application, request.Key.CaseId)), RequiredLevel(service, task, request.Key.Step),
            DateOnly.FromDateTime(request.RequestedAt.UtcDateTime), decision.Attributes);
        return To(participant, service, request, request.Key.ToString(), MessageTypes.StepRequested, JsonSerializer.SerializeToUtf8Bytes(body, CaseJson.Options));
    }

    /// <summary>Tells a participant that no answer is wanted any more.</summary>
    public ExchangeMessage Cancelled(IntegratedService service, StepRequest request) => To(
        catalogue.GetParticipant(request.Participant), service, request, $"{request.Key}/cancel", MessageTypes.StepCancelled,
        JsonSerializer.SerializeToUtf8Bytes(new { stepKey = request.Key.ToString(), status = StepStatus.Cancelled }, CaseJson.Options));

    /// <summary>Answers a request, as a hosted participant does.</summary>
    public static ExchangeMessage Answered(string stepKey, string session, string participant, StepAnswer answer, DateTimeOffset at) => new(
        Destinations.StepResults, $"{stepKey}/{answer.Status}", MessageTypes.StepAnswered, $"/participants/{participant}", stepKey, at,
        JsonSerializer.SerializeToUtf8Bytes(answer, CaseJson.Options))
    {
        CorrelationId = stepKey,
        SessionId = session,
        Participant = participant,
    };

    private static ExchangeMessage To(
        Participant participant, IntegratedService service, StepRequest request, string messageId, string type, byte[] body) =>
        new(request.Topic, messageId, type, $"/organizations/{service.Intake}", request.Key.ToString(), request.RequestedAt, body)
        {
            CorrelationId = request.Key.CaseId,
            ReplyTo = Destinations.StepResults,
            ReplyToSessionId = request.Key.CaseId,
            Participant = participant.Id,
            Hosting = participant.Hosting == Hosting.Hosted ? "hosted" : "remote",
        };

    // Whoever has no social insurance number is known by the case: no two cases of theirs can be told to belong together.
    private static string PersonOf(JsonElement application, string caseId) =>
        JsonPointer.Find(application, "/applicant/sin") is { ValueKind: JsonValueKind.String } sin ? $"sin:{sin.GetString()}" : $"case:{caseId}";

    // One check serves the whole plan: it must reach what the most demanding program asks for.
    private int? RequiredLevel(IntegratedService service, PlannedTask task, string step) => step != StepNames.Identity
        ? null
        : task.RequiredLevel ?? service.Plan.Where(stage => stage.Step == StepNames.Eligibility).SelectMany(stage => stage.Tasks)
            .Select(planned => catalogue.GetProgram(planned.Subject!).RequiredIdentityLevel).DefaultIfEmpty(1).Max();
}
