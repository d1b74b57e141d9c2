using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Steps;

/// <summary>
/// Takes answers of participants: sender, agreement and transition are checked, then result, head and audit record are written in one
/// transaction. An answer that comes again has no effect again.
/// </summary>
public sealed class AnswerReceiver(ServiceCatalogue catalogue, ICaseStore store, ExchangeGate gate, StepEnds ends, CaseCipher cipher, TimeProvider time)
{
    private const string Malformed = "malformed";

    /// <summary>Takes an answer. Its event is to be raised after it is stored, however often it comes.</summary>
    public async Task<AnswerOutcome> ReceiveAsync(IncomingAnswer incoming, CancellationToken cancellation)
    {
        if (!StepKey.TryParse(incoming.StepKey, out var key) || incoming.SessionId != key.CaseId)
        {
            return new AnswerOutcome.NotTaken(Malformed, "CorrelationId must be the step key of the request and SessionId its case.");
        }

        if (Parse(incoming.Body) is not { } answer || !StepTransitions.StatusesOf(key.Step).Contains(answer.Status))
        {
            return new AnswerOutcome.NotTaken(Malformed, $"The body must be JSON with a status of a {key.Step} step.");
        }

        string? refusal = null;
        var answerId = AnswerIdOf(incoming, key);
        var result = await store.ChangeAsync(
            key.CaseId,
            found =>
            {
                refusal = found.FindRequest(key) is { } request ? Refusal(found, request, incoming, answer, answerId) : "unknown-step";
                return Decide(found, key, incoming, answer, answerId, refusal);
            },
            cancellation).ConfigureAwait(false);
        return result is not { } done ? new AnswerOutcome.NotTaken("unknown-case", "There is no such case.")
            : refusal is not null ? new AnswerOutcome.NotTaken(refusal, $"The answer to {key} was refused: {refusal}.")
            : Stored(done.Case, done.Written, key);
    }

    private AnswerOutcome.Stored Stored(CaseRecord seen, CaseChange? written, StepKey key)
    {
        var now = written is null ? seen : seen with { Results = [.. seen.Results, .. written.Results] };
        return new(new CaseAttempt(key.CaseId, Math.Max(1, seen.Head.Attempt)), ends.Of(now, key));
    }

    private string? Refusal(CaseRecord found, StepRequest request, IncomingAnswer incoming, StepAnswer answer, string answerId)
    {
        if (incoming.Participant != request.Participant)
        {
            return RefusalReasons.NotTheParticipantAsked;
        }

        if (IsRepeated(found, request.Key, answer, answerId))
        {
            return null;
        }

        if (!IsComplete(request.Key, answer))
        {
            return RefusalReasons.AnswerIncomplete;
        }

        var service = catalogue.FindService(found.Head.Service);
        return service is null ? RefusalReasons.NoAgreement
            : gate.RefuseAnswer(service, request.Participant, request.Purpose, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
                ?? (StepTransitions.IsAllowed(request.Key.Step, found.StatusOf(request.Key)!, answer.Status) ? null : RefusalReasons.TransitionNotAllowed);
    }

    private CaseChange? Decide(CaseRecord found, StepKey key, IncomingAnswer incoming, StepAnswer answer, string answerId, string? refusal)
    {
        var now = time.GetUtcNow();
        var actor = catalogue.Participants.Any(known => known.Id == incoming.Participant) ? incoming.Participant! : "unknown";
        if (refusal is not null)
        {
            var details = JsonSerializer.Serialize(new { answer = answerId, status = answer.Status, reason = refusal }, CaseJson.Options);

            // A refused message may be delivered again before it is dead-lettered: one refusal, one record.
            return found.Audit.Any(record => record.Kind == AuditKinds.AnswerRefused && record.Subject == key.ToString() && record.Details == details)
                ? null
                : CaseChange.Of(found.Head, found.Revision, new AuditEntry(now, AuditKinds.AnswerRefused, actor, key.ToString(), details));
        }

        if (IsRepeated(found, key, answer, answerId))
        {
            return null;
        }

        var sealedAnswer = cipher.Seal(key.CaseId, StepResult.RowKeyOf(key, answerId), JsonSerializer.SerializeToUtf8Bytes(answer, CaseJson.Options));
        var entry = new AuditEntry(now, AuditKinds.AnswerStored, actor, key.ToString(), $$"""{"answer":"{{answerId}}","status":"{{answer.Status}}"}""");
        return CaseChange.Of(found.Head, found.Revision, entry) with
        {
            Results = [new StepResult(key, answerId, found.Results.Count + 1, answer.Status, now, sealedAnswer)],
        };
    }

    // A participant that lost our acknowledgement may answer again under another MessageId: the same end again is no news.
    private static bool IsRepeated(CaseRecord found, StepKey key, StepAnswer answer, string answerId) =>
        found.ResultsOf(key).Any(result => result.AnswerId == answerId && result.Status == answer.Status)
        || (found.StatusOf(key) == answer.Status && StepTransitions.IsTerminal(key.Step, answer.Status));

    private static bool IsComplete(StepKey key, StepAnswer answer) => (key.Step, answer.Status) switch
    {
        (StepNames.Identity, StepStatus.Completed) => answer.Identity is { Reasons: not null },
        (StepNames.Eligibility, StepStatus.Completed) => answer.Determination is { Reasons: not null } determination && determination.Program == key.Subject,
        _ => true,
    };

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
