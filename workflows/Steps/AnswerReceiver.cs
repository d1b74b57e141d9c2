using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Plans;

namespace Integration.Workflows.Steps;

/// <summary>
/// Takes answers of participants: sender, agreement and transition are checked, then result, head and audit record are written in one
/// transaction. An answer that comes again has no effect again.
/// </summary>
public sealed class AnswerReceiver(CasePlans plans, ICaseStore store, TimeProvider time)
{
    private const string Malformed = "malformed";

    /// <summary>Takes an answer. Its event is to be raised after it is stored, however often it comes.</summary>
    public async Task<AnswerOutcome> ReceiveAsync(IncomingAnswer incoming, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        if (!StepKey.TryParse(incoming.StepKey, out var key) || incoming.SessionId != key.CaseId)
        {
            return new AnswerOutcome.NotTaken(Malformed, "CorrelationId must be the step key of the request and SessionId its case.");
        }

        if (Parse(incoming.Body) is not { } answer || !StepTransitions.AnswersOf(key.Step).Contains(answer.Status))
        {
            return new AnswerOutcome.NotTaken(Malformed, $"The body must be JSON with a status of a {key.Step} step.");
        }

        var arrived = new ArrivedAnswer(key, answer, AnswerIdOf(incoming, key), incoming.Participant, time.GetUtcNow());
        string? refusal = null;
        CasePlan? plan = null;
        var result = await store.ChangeAsync(key.CaseId, DecideAsync, cancellation).ConfigureAwait(false);
        return result is not { } done ? new AnswerOutcome.NotTaken("unknown-case", "There is no such case.")
            : refusal is not null ? new AnswerOutcome.NotTaken(refusal, $"The answer to {key} was refused: {refusal}.")
            : Stored(plan!, done.Written, arrived);

        async ValueTask<CaseChange?> DecideAsync(CaseRecord found)
        {
            plan = await plans.OpenAsync(found, cancellation).ConfigureAwait(false);
            refusal = AnswerRules.Refusal(plan, arrived);
            return Decide(plan, arrived, refusal);
        }
    }

    private static AnswerOutcome.Stored Stored(CasePlan seen, CaseChange? written, ArrivedAnswer arrived)
    {
        var record = seen.Record;
        var now = written is null ? seen : seen.After(written.Head, [], written.Results);
        return new(new CaseAttempt(arrived.Key.CaseId, Math.Max(1, record.Head.Attempt)), now.EndOf(arrived.Key, arrived.At));
    }

    private static CaseChange? Decide(CasePlan plan, ArrivedAnswer arrived, string? refusal)
    {
        var (found, key, answer) = (plan.Record, arrived.Key, arrived.Answer);
        var actor = plan.Catalogue.Participants.Any(known => known.Id == arrived.Participant) ? arrived.Participant! : "unknown";
        if (refusal is not null)
        {
            var details = JsonSerializer.Serialize(new { answer = arrived.Id, status = answer.Status, reason = refusal }, CaseJson.Options);

            // A refused message may be delivered again before it is dead-lettered: one refusal, one record.
            return found.Audit.Any(record =>
                    record.Kind == AuditKinds.AnswerRefused && record.Subject == key.ToString() && record.Details == details)
                ? null
                : CaseChange.Of(
                    found.Head, found.Revision,
                    new AuditEntry(arrived.At, AuditKinds.AnswerRefused, actor, key.ToString(), details));
        }

        if (AnswerRules.IsRepeated(found, arrived))
        {
            return null;
        }

        var content = plan.FingerprintOf(JsonSerializer.Serialize(answer, CaseJson.Options));
        var facts = new { answer = arrived.Id, status = answer.Status, contentHash = content };
        var stored = new AuditEntry(
            arrived.At, AuditKinds.AnswerStored, actor, key.ToString(), JsonSerializer.Serialize(facts, CaseJson.Options));
        return HandedOver(plan, arrived, stored) with
        {
            Results = [plan.Answers.Write(key, arrived.Id, found.Results.Count + 1, answer, arrived.At)],
        };
    }

    // Whoever says yes to a handover is responsible from the same transaction on.
    private static CaseChange HandedOver(CasePlan plan, ArrivedAnswer arrived, AuditEntry stored)
    {
        var found = plan.Record;
        if (arrived is not { Key.Step: StepNames.Handover, Answer.Status: StepStatus.Completed })
        {
            return CaseChange.Of(found.Head, found.Revision, stored);
        }

        var to = plan.Catalogue.GetParticipant(arrived.Participant!).Organization;
        var details = JsonSerializer.Serialize(new { from = plan.Responsible, to }, CaseJson.Options);
        return CaseChange.Of(
            found.Head with { Responsible = to }, found.Revision, stored,
            new AuditEntry(arrived.At, AuditKinds.CaseHandedOver, plan.Responsible, found.Head.Id, details));
    }

    private static string AnswerIdOf(IncomingAnswer incoming, StepKey key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(incoming.MessageId ?? key.ToString())).AsSpan(0, 8));

    private static StepAnswer? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<StepAnswer>(body.Span, CaseJson.Options) is { Status: not null } answer ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
