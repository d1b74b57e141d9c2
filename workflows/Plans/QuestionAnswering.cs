using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>
/// Takes people's answers: checked, then written with the audit record in one transaction. The same answer again changes nothing.
/// </summary>
public sealed class QuestionAnswering(CasePlans plans, ICaseStore store, TimeProvider time)
{
    /// <summary>Takes an answer.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="of">Who answers: a question to a service centre is not for the person to answer.</param>
    /// <param name="by">The client that brings the answer.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    public async Task<QuestionOutcome> AnswerAsync(
        string caseId, IReadOnlyCollection<Addressee> of, string by, QuestionAnswer answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(of);
        ArgumentNullException.ThrowIfNull(answer);
        if (!StepKey.TryParse(answer.StepKey, out var key) || key.CaseId != caseId)
        {
            return new QuestionOutcome.Invalid(
                [new FieldError("/stepKey", "format", "Must be the stepKey of one of the case's questions.")]);
        }

        var now = time.GetUtcNow();
        QuestionOutcome? outcome = null;
        _ = await store.ChangeAsync(caseId, DecideAsync, cancellation).ConfigureAwait(false);
        return outcome ?? new QuestionOutcome.NotAsked();

        async ValueTask<CaseChange?> DecideAsync(CaseRecord found)
        {
            var plan = await plans.OpenAsync(found, cancellation).ConfigureAwait(false);
            (outcome, var change) = Decide(plan, key, of, by, answer, now);
            return change;
        }
    }

    private static (QuestionOutcome Outcome, CaseChange? Change) Decide(
        CasePlan plan, StepKey key, IReadOnlyCollection<Addressee> of, string by, QuestionAnswer answer, DateTimeOffset now)
    {
        if (plan.Find(key) is not { IsOfParticipant: false } question || !of.Contains(question.Request.AskedOf))
        {
            return (new QuestionOutcome.NotAsked(), null);
        }

        var given = QuestionRules.ToStepAnswer(answer);
        if (!question.IsOpen || !plan.Record.Head.IsOpen)
        {
            return (IsSame(question, given) ? Stored(plan, key, now) : new QuestionOutcome.TooLate(question.Status), null);
        }

        var errors = QuestionRules.Check(plan, question, answer, DateOnly.FromDateTime(now.UtcDateTime.AddHours(14))).ToList();
        if (errors.Count > 0)
        {
            return (new QuestionOutcome.Invalid(errors), null);
        }

        var found = plan.Record;
        var entry = new AuditEntry(now, AuditKinds.QuestionAnswered, by, key.ToString(), $$"""{"status":"{{given.Status}}"}""");
        var change = CaseChange.Of(found.Head, found.Revision, entry) with
        {
            Results = [plan.Answers.Write(key, "answer", found.Results.Count + 1, given, now)],
        };
        return (Stored(plan.After(change.Head, [], change.Results), key, now), change);
    }

    private static QuestionOutcome.Stored Stored(CasePlan plan, StepKey key, DateTimeOffset now) =>
        new(new CaseAttempt(key.CaseId, Math.Max(1, plan.Record.Head.Attempt)), plan.EndOf(key, now)!);

    private static bool IsSame(TaskEntry question, StepAnswer given) =>
        question.Answer is { } stored
        && JsonSerializer.Serialize(stored, CaseJson.Options) == JsonSerializer.Serialize(given, CaseJson.Options);
}
