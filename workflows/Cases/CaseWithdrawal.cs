using Integration.Workflows.Audit;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Cases;

/// <summary>
/// Ends a case because the person does not want it any more: open steps are cancelled in the same transaction; the attempt then tells
/// the participants.
/// </summary>
public sealed class CaseWithdrawal(ICaseStore store, TimeProvider time)
{
    /// <summary>The event that tells the orchestration.</summary>
    public const string Event = "withdrawal";

    /// <summary>Withdraws; again changes nothing.</summary>
    /// <returns>The case from then on; null when there is none.</returns>
    public async Task<CaseHead?> WithdrawAsync(string caseId, string agency, CancellationToken cancellation)
    {
        var result = await store.ChangeAsync(caseId, found => Withdraw(found, agency, time.GetUtcNow()), cancellation)
            .ConfigureAwait(false);
        return result is { } done ? done.Written?.Head ?? done.Case.Head : null;
    }

    private static CaseChange? Withdraw(CaseRecord found, string agency, DateTimeOffset now)
    {
        if (!found.Head.IsOpen)
        {
            return null;
        }

        var open = found.Requests.Where(request => !StepTransitions.IsTerminal(request.Key.Step, found.StatusOf(request.Key)!));
        var head = found.Head with { Status = CaseStatus.Withdrawn, ClosedAt = now, Outcome = CaseOutcomes.Withdrawn };
        return CaseChange.Of(head, found.Revision, new AuditEntry(now, AuditKinds.CaseWithdrawn, agency, found.Head.Id)) with
        {
            Results =
            [
                .. open.Select((request, index) => new StepResult(
                    request.Key, StepStatus.Cancelled, found.Results.Count + index + 1, StepStatus.Cancelled, now, [])),
            ],
        };
    }
}
