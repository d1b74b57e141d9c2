using Integration.Workflows.Audit;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Cases;

/// <summary>Opens and closes attempts. Each call may come twice.</summary>
public sealed class CaseAttempts(CasePlans plans, ICaseStore store, IExchange exchange, TimeProvider time)
{
    /// <summary>Takes a case up and says what is to be done; nothing when the case has ended.</summary>
    public async Task<AttemptPlan> OpenAsync(CaseAttempt attempt, CancellationToken cancellation)
    {
        var result = await store.ChangeAsync(attempt.CaseId, found => Open(found, attempt), cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no case {attempt.CaseId}.");
        var head = result.Written?.Head ?? result.Case.Head;
        return head.IsOpen ? PlanOf(await plans.OpenAsync(result.Case, cancellation).ConfigureAwait(false)) : new AttemptPlan([]);
    }

    /// <summary>Ends an attempt, and tells participants who are still at work when the case was withdrawn.</summary>
    public async Task CloseAsync(AttemptEnd end, CancellationToken cancellation)
    {
        var result = await store.ChangeAsync(end.CaseId, found => Close(found, end), cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no case {end.CaseId}.");
        if (result.Case.Head.Status == CaseStatus.Withdrawn)
        {
            await SendCancellationsAsync(result.Case, cancellation).ConfigureAwait(false);
        }
    }

    private CaseChange? Close(CaseRecord found, AttemptEnd end) => found.Head.IsOpen ? Closed(found, end, time.GetUtcNow()) : null;

    private static CaseChange Closed(CaseRecord found, AttemptEnd end, DateTimeOffset now) => CaseChange.Of(
        found.Head with
        {
            Status = end.Outcome == CaseOutcomes.StepFailed ? CaseStatus.Failed : CaseStatus.Closed,
            ClosedAt = now,
            Outcome = end.Outcome,
        },
        found.Revision,
        new AuditEntry(
            now, AuditKinds.AttemptClosed, "orchestration", found.Head.Id,
            $$"""{"attempt":{{end.Attempt}},"outcome":"{{end.Outcome}}"}"""));

    private CaseChange? Open(CaseRecord found, CaseAttempt attempt) =>
        !found.Head.IsOpen || found.Head.Attempt >= attempt.Attempt
            ? null
            : CaseChange.Of(
                found.Head with { Status = CaseStatus.InProgress, Attempt = attempt.Attempt },
                found.Revision,
                new AuditEntry(
                    time.GetUtcNow(), AuditKinds.AttemptOpened, "orchestration", found.Head.Id,
                    $$"""{"attempt":{{attempt.Attempt}},"catalogue":"{{found.Head.CatalogueVersion}}"}"""));

    private static AttemptPlan PlanOf(CasePlan plan) => new(
    [
        .. plan.Service.Plan.Select(stage =>
            (IReadOnlyList<string>)[.. stage.Tasks.Select(task => new TaskName(stage.Step, task.Subject).ToString())]),
    ]);

    private async Task SendCancellationsAsync(CaseRecord record, CancellationToken cancellation)
    {
        var plan = await plans.OpenAsync(record, cancellation).ConfigureAwait(false);
        var cancelled = record.Requests.Where(request => request.Key.Step == StepNames.Referral && request.AskedOf == Addressee.Participant
            && record.StatusOf(request.Key) == StepStatus.Cancelled);
        await exchange.SendAsync([.. cancelled.Select(request => StepMessages.Cancelled(plan, request))], cancellation)
            .ConfigureAwait(false);
    }
}
