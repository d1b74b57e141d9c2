using Integration.Workflows.Plans;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Cases;

/// <summary>Shows cases. Pure.</summary>
public static class CaseViews
{
    /// <summary>A case as it stands.</summary>
    public static CaseView Of(CasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var record = plan.Record;
        var requests = record.Requests
            .OrderBy(request => request.RequestedAt).ThenBy(request => request.Key.ToString(), StringComparer.Ordinal).ToList();
        var head = record.Head;
        return new(
            head.Id, head.Service, head.Status, head.Attempt, head.ReceivedAt, head.ClosedAt, head.Outcome,
            requests.ConvertAll(request => StepOf(record, request)),
            [.. requests.SelectMany(request => DeterminationsOf(plan, request))],
            [.. requests.Where(request => request.Key.Step == StepNames.Referral && request.AskedOf == Addressee.Participant)
                .Select(request => new ReferralView(
                    request.Key.Subject ?? request.Key.Step, request.Participant, record.StatusOf(request.Key)!))])
        {
            Responsible = plan.Responsible,
            Consents = record.Consents,
            Questions = head.IsOpen ? [.. plan.OpenQuestions.Select(entry => CaseQuestions.Of(plan, entry))] : [],
        };
    }

    private static StepView StepOf(CaseRecord record, StepRequest request)
    {
        var status = record.StatusOf(request.Key)!;
        DateTimeOffset? completed = StepTransitions.IsTerminal(request.Key.Step, status)
            ? record.ResultsOf(request.Key).LastOrDefault()?.At ?? request.RequestedAt
            : null;
        return new(request.Key.ToString(), request.Key.Step, status, request.RequestedAt, completed, request.Refusal)
        {
            AskedOf = request.AskedOf,
        };
    }

    // A program that was asked again has one answer, the last.
    private static IEnumerable<DeterminationView> DeterminationsOf(CasePlan plan, StepRequest request) =>
        plan.Find(request.Key) is { Status: StepStatus.Completed, Answer.Determination: { } answer }
        && plan.Determinations[answer.Program] == answer
            ? [new(answer.Program, answer.Jurisdiction, answer.Outcome, answer.AnnualAmount, answer.EligibleFrom, answer.Reasons)
            {
                Currency = answer.Currency,
                DecidedBy = plan.Catalogue.GetParticipant(request.Participant).Organization,
            }]
            : [];
}
