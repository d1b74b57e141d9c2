using System.Collections.Frozen;
using Integration.Workflows.Cases;
using Integration.Workflows.Identity;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>
/// A check of the credentials; when it falls short, what the plan offers instead, each once, and the check again with what that gave.
/// </summary>
internal static class IdentityMoves
{
    // A person whom two records fit can't tell which one is theirs: somebody has to see them.
    private static readonly FrozenDictionary<IdentityOutcome, string[]> Fallbacks = new Dictionary<IdentityOutcome, string[]>
    {
        [IdentityOutcome.Verified] = [],
        [IdentityOutcome.LevelTooLow] = [Questions.StepUp, Questions.InPersonCheck],
        [IdentityOutcome.NotVerified] = [Questions.StepUp, Questions.InPersonCheck],
        [IdentityOutcome.NoMatch] = [Questions.Correction, Questions.InPersonCheck],
        [IdentityOutcome.SeveralMatches] = [Questions.InPersonCheck],
    }.ToFrozenDictionary();

    public static NextMove Next(TaskSituation now)
    {
        if (now.History.Last is not { } last || (!last.IsOfParticipant && last.Status == StepStatus.Completed))
        {
            return now.Ask(now.Task.Participant!);
        }

        var check = now.History.LastOfParticipant!;
        return check.Status switch
        {
            StepStatus.Refused => new NextMove.Over(CaseOutcomes.IdentityCheckRefused),
            StepStatus.Completed => AfterCheck(now, check.Answer?.Identity?.Outcome ?? IdentityOutcome.NotVerified),
            _ => new NextMove.Over(CaseOutcomes.StepFailed),
        };
    }

    private static NextMove AfterCheck(TaskSituation now, IdentityOutcome outcome)
    {
        var next = Fallbacks[outcome].FirstOrDefault(question => IsOffered(now, question) && !now.History.Asked(question));
        return next switch
        {
            Questions.InPersonCheck => now.AskServiceCentre(next),
            not null => now.AskPerson(next),
            null => new NextMove.Over(outcome == IdentityOutcome.Verified ? null : CaseOutcomes.IdentityNotVerified),
        };
    }

    private static bool IsOffered(TaskSituation now, string question) => question switch
    {
        Questions.StepUp => now.Task.StepUp is not null,
        Questions.InPersonCheck => now.Task.InPerson is not null,
        _ => now.Task.AskPerson is not null,
    };
}
