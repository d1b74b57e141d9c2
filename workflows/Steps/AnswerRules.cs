using Integration.Workflows.Cases;
using Integration.Workflows.Evidence;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;

namespace Integration.Workflows.Steps;

/// <summary>Which answers are taken. Pure.</summary>
internal static class AnswerRules
{
    /// <summary>Why an answer of a participant is not taken, or null when it is.</summary>
    public static string? Refusal(CasePlan plan, ArrivedAnswer arrived)
    {
        var (key, answer, now) = (arrived.Key, arrived.Answer, arrived.At);
        if (plan.Record.FindRequest(key) is not { } request)
        {
            return "unknown-step";
        }

        if (request.AskedOf != Addressee.Participant || arrived.Participant != request.Participant)
        {
            return RefusalReasons.NotTheParticipantAsked;
        }

        if (IsRepeated(plan.Record, arrived))
        {
            return null;
        }

        if (!IsComplete(plan, key, answer, now))
        {
            return RefusalReasons.AnswerIncomplete;
        }

        return plan.Gate.RefuseAnswer(request.Sender, request.Participant, request.Purpose, DateOnly.FromDateTime(now.UtcDateTime))
            ?? (StepTransitions.IsAllowed(key.Step, plan.Record.StatusOf(key)!, answer.Status)
                ? null
                : RefusalReasons.TransitionNotAllowed);
    }

    /// <summary>
    /// Whether the same was said before. A participant that lost our acknowledgement may answer again under another MessageId: the same end
    /// again is no news.
    /// </summary>
    public static bool IsRepeated(CaseRecord found, ArrivedAnswer arrived) =>
        found.ResultsOf(arrived.Key).Any(result => result.AnswerId == arrived.Id && result.Status == arrived.Answer.Status)
        || (found.StatusOf(arrived.Key) == arrived.Answer.Status && StepTransitions.IsTerminal(arrived.Key.Step, arrived.Answer.Status));

    private static bool IsComplete(CasePlan plan, StepKey key, StepAnswer answer, DateTimeOffset now) => (key.Step, answer.Status) switch
    {
        (StepNames.Identity, StepStatus.Completed) => answer.Identity is { Reasons: not null },
        (StepNames.Evidence, StepStatus.Completed) => IsUsable(plan, key, answer.Evidence, now),
        (StepNames.Eligibility, StepStatus.Completed) =>
            answer.Determination is { Reasons: not null } determination && determination.Program == key.Subject,
        _ => true,
    };

    // Evidence of another form than the application's schema describes would reach the rules as if it were not there.
    private static bool IsUsable(CasePlan plan, StepKey key, EvidenceAnswer? evidence, DateTimeOffset now) => evidence switch
    {
        { Outcome: EvidenceOutcome.Found } => evidence.Values is { } values && plan.Service.ApplicationSchema.CheckAt(
            Catalogue.JsonPointer.Append(CaseFacts.EvidenceRoot, key.Subject!), values,
            DateOnly.FromDateTime(now.UtcDateTime.AddHours(14))).Count == 0,
        { Outcome: EvidenceOutcome.AvailableLater } => evidence.AvailableFrom is not null,
        _ => evidence is not null,
    };
}
