using Integration.Workflows.Catalogue;
using Integration.Workflows.Referrals;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>
/// Says what a task comes to next. Pure: the same history, facts and time have the same next move, so it can be asked as often as
/// needed.
/// </summary>
internal static class PlanMoves
{
    private static readonly NextMove Done = new NextMove.Over(null);

    /// <summary>The next move of a task.</summary>
    public static NextMove Next(TaskSituation now)
    {
        if (now.History.Last is { IsOpen: true } open)
        {
            var until = DeadlineOf(now.Task, open);
            return until <= now.Now ? new NextMove.Expire(open.Request.Key) : new NextMove.Await(open.Request.Key, until);
        }

        return now.History.Last is null && !IsNeeded(now) ? new NextMove.Skip() : now.Name.Step switch
        {
            StepNames.Identity => IdentityMoves.Next(now),
            StepNames.Evidence => EvidenceMoves.Next(now),
            StepNames.Eligibility => EligibilityMoves.Next(now),
            StepNames.Referral => ReferralMoves.Next(now),
            _ => now.History.Last is null ? now.Ask(now.Task.Participant!) : Done,
        };
    }

    /// <summary>Until when an answer is awaited; null for no limit.</summary>
    public static DateTimeOffset? DeadlineOf(PlannedTask task, TaskEntry entry)
    {
        var time = entry.IsOfParticipant
            ? entry.Status == ReferralStatus.Requested && task.ResponseWithin is { } first ? first : task.Deadline
            : entry.Request.Purpose switch
            {
                Questions.StepUp => task.StepUp,
                Questions.InPersonCheck => task.InPerson,
                _ => task.AskPerson,
            };
        return entry.Request.RequestedAt + time;
    }

    private static bool IsNeeded(TaskSituation now) => (now.Task.When ?? []).All(condition =>
        now.Determinations.TryGetValue(condition.Program, out var answer) && condition.Outcomes.Contains(answer.Outcome));
}
