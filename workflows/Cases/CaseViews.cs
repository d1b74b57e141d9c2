using Integration.Workflows.Steps;

namespace Integration.Workflows.Cases;

/// <summary>Shows cases. Pure.</summary>
/// <param name="ends">Reads stored answers.</param>
public sealed class CaseViews(StepEnds ends)
{
    /// <summary>A case as it stands.</summary>
    public CaseView Of(CaseRecord record)
    {
        var requests = record.Requests.OrderBy(request => request.RequestedAt).ThenBy(request => request.Key.ToString(), StringComparer.Ordinal).ToList();
        var head = record.Head;
        return new(
            head.Id, head.Service, head.Status, head.Attempt, head.ReceivedAt, head.ClosedAt, head.Outcome,
            requests.ConvertAll(request => StepOf(record, request)),
            [.. requests.SelectMany(request => DeterminationsOf(record, request))],
            [.. requests.Where(request => request.Key.Step == StepNames.Referral).Select(request => new ReferralView(
                request.Key.Subject ?? request.Key.Step, request.Participant, record.StatusOf(request.Key)!))]);
    }

    private static StepView StepOf(CaseRecord record, StepRequest request)
    {
        var status = record.StatusOf(request.Key)!;
        DateTimeOffset? completed = StepTransitions.IsTerminal(request.Key.Step, status)
            ? record.ResultsOf(request.Key).LastOrDefault()?.At ?? request.RequestedAt
            : null;
        return new(request.Key.ToString(), request.Key.Step, status, request.RequestedAt, completed, request.Refusal);
    }

    private IEnumerable<DeterminationView> DeterminationsOf(CaseRecord record, StepRequest request) => record.ResultsOf(request.Key)
        .Where(result => result.Status == StepStatus.Completed && result.SealedAnswer.Length > 0)
        .Select(result => ends.Read(result).Determination)
        .OfType<Eligibility.Determination>()
        .Select(answer => new DeterminationView(
            answer.Program, answer.Jurisdiction, answer.Outcome, answer.AnnualAmount, answer.EligibleFrom, answer.Reasons));
}
