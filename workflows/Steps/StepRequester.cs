using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Steps;

/// <summary>
/// Asks the participants of a stage: the gate decides, the requests are written in one transaction, then the messages go out. May be
/// called again: what is written stands, and messages are sent again under the same ids.
/// </summary>
public sealed class StepRequester(
    ServiceCatalogue catalogue, ICaseStore store, IExchange exchange, ExchangeGate gate, StepMessages messages, CaseCipher cipher, TimeProvider time)
{
    /// <summary>Asks; the steps that have ended already, by refusal or by an earlier answer, are named.</summary>
    public async Task<IReadOnlyList<StepEnd>> RequestAsync(StageRequest stage, CancellationToken cancellation)
    {
        var keys = stage.StepKeys.Select(text => StepKey.TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is no step key.")).ToList();
        var result = await store.ChangeAsync(stage.CaseId, found => Request(found, keys), cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no case {stage.CaseId}.");
        var record = result.Written is { } written
            ? result.Case with { Head = written.Head, Requests = [.. result.Case.Requests, .. written.Requests] }
            : result.Case;
        var ends = new StepEnds(cipher);
        var asked = keys.Where(key => record.FindRequest(key) is not null && ends.Of(record, key) is null).ToList();
        if (record.Head.IsOpen && asked.Count > 0)
        {
            await exchange.SendAsync(MessagesFor(record, asked), cancellation).ConfigureAwait(false);
        }

        return [.. keys.Select(key => ends.Of(record, key)).OfType<StepEnd>()];
    }

    private CaseChange? Request(CaseRecord found, List<StepKey> keys)
    {
        var missing = keys.Where(key => found.FindRequest(key) is null).ToList();
        if (!found.Head.IsOpen || missing.Count == 0)
        {
            return null;
        }

        var service = ServiceOf(found);
        var application = Application(found);
        var now = time.GetUtcNow();
        var decided = missing.ConvertAll(key => Decide(service, key, application, now));
        return CaseChange.Of(found.Head, found.Revision, [.. decided.Select(decision => decision.Entry)]) with
        {
            Requests = [.. decided.Select(decision => decision.Request)],
        };
    }

    private (StepRequest Request, AuditEntry Entry) Decide(IntegratedService service, StepKey key, JsonElement application, DateTimeOffset now)
    {
        var task = TaskOf(service, key);
        var decision = gate.Decide(service, task, application, DayOf(now));
        var refusal = (decision as ExchangeDecision.Refused)?.Reason;
        var request = new StepRequest(key, task.Participant, task.Topic, task.Purpose, now, refusal);
        var details = decision is ExchangeDecision.Forwarded forwarded
            ? JsonSerializer.Serialize(
                new { recipient = task.Participant, purpose = task.Purpose, agreement = forwarded.Agreement.Id, categories = task.Categories }, CaseJson.Options)
            : JsonSerializer.Serialize(new { recipient = task.Participant, purpose = task.Purpose, reason = refusal }, CaseJson.Options);
        var kind = refusal is null ? AuditKinds.ExchangeForwarded : AuditKinds.ExchangeRefused;
        return (request, new AuditEntry(now, kind, service.Intake, key.ToString(), details));
    }

    private List<ExchangeMessage> MessagesFor(CaseRecord record, List<StepKey> keys)
    {
        var service = ServiceOf(record);
        var application = Application(record);
        var sent = new List<ExchangeMessage>();
        foreach (var request in keys.Select(key => record.FindRequest(key)!))
        {
            var task = TaskOf(service, request.Key);

            // The day of the stored request, so that a message sent again is the message that was decided on.
            if (gate.Decide(service, task, application, DayOf(request.RequestedAt)) is ExchangeDecision.Forwarded forwarded)
            {
                sent.Add(messages.Requested(service, task, request, forwarded, application));
            }
        }

        return sent;
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static PlannedTask TaskOf(IntegratedService service, StepKey key) =>
        service.Plan.Where(stage => stage.Step == key.Step).SelectMany(stage => stage.Tasks).FirstOrDefault(task => task.Subject == key.Subject)
        ?? throw new InvalidOperationException($"The plan of '{service.Id}' has no step {key.RowName}.");

    private IntegratedService ServiceOf(CaseRecord record) => catalogue.FindService(record.Head.Service)
        ?? throw new InvalidOperationException($"The catalogue has no service '{record.Head.Service}' any more.");

    private JsonElement Application(CaseRecord record) =>
        JsonElement.Parse(cipher.Open(record.Head.Id, CaseIntake.ApplicationPlace, record.SealedApplication));
}
