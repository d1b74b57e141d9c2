using Integration.Workflows.Referrals;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>
/// One partner is asked; one that says no, or nothing in time, is followed by the next, as long as the plan names several. The person's
/// choice comes before every ranking.
/// </summary>
internal static class ReferralMoves
{
    private static readonly NextMove Done = new NextMove.Over(null);

    public static NextMove Next(TaskSituation now) => now.History.Last switch
    {
        null when now.Task.Providers is { } providers && now.Task.AskPerson is not null && providers.ChoiceIn(now.Facts) is null =>
            now.AskPerson(Questions.ProviderChoice),
        null or { IsOfParticipant: false } => NextProvider(now),
        { Status: ReferralStatus.Rejected or StepStatus.Expired or StepStatus.Refused } => NextProvider(now),
        _ => Done,
    };

    private static NextMove NextProvider(TaskSituation now)
    {
        var chosen = now.History.Entries.LastOrDefault(entry => !entry.IsOfParticipant)?.Answer?.Provider;
        var next = now.Task.Providers is { } providers
            ? ProviderRanking.Of(providers, now.Catalogue, chosen ?? providers.ChoiceIn(now.Facts), providers.AreaIn(now.Facts))
                .FirstOrDefault(id => !now.History.AskedParticipant(id))
            : now.Task.Participant is { } only && !now.History.AskedParticipant(only) ? only : null;
        return next is null ? Done : now.Ask(next);
    }
}
