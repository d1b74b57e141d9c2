using Integration.Workflows.Evidence;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>
/// Once-only: whoever holds the evidence is asked, one holder after the other; only when none has it, or the person does not want it used,
/// is the person asked.
/// </summary>
internal static class EvidenceMoves
{
    private static readonly NextMove Done = new NextMove.Over(null);

    public static NextMove Next(TaskSituation now) => now.History.Last switch
    {
        null => NextHolder(now),
        { IsOfParticipant: true } asked => AfterHolder(now, asked),
        { Request.Purpose: Questions.Preview, Status: StepStatus.Completed } => Done,
        { Request.Purpose: Questions.Preview } => AskPerson(now),
        _ => Done,
    };

    private static NextMove AfterHolder(TaskSituation now, TaskEntry asked) => (asked.Status, asked.Answer?.Evidence) switch
    {
        (StepStatus.Completed, { Outcome: EvidenceOutcome.Found, Preview: true }) when now.Task.AskPerson is not null =>
            now.AskPerson(Questions.Preview),
        (StepStatus.Completed, { Outcome: EvidenceOutcome.Found }) => Done,
        (StepStatus.Completed, { Outcome: EvidenceOutcome.AvailableLater, AvailableFrom: { } from }) when IsInTime(now, from) =>
            from <= now.Now ? now.Ask(asked.Request.Participant) : new NextMove.Pause(from),
        _ => NextHolder(now),
    };

    // A holder that keeps putting off is not waited for beyond the time that the task has.
    private static bool IsInTime(TaskSituation now, DateTimeOffset from) =>
        from <= now.History.Entries[0].Request.RequestedAt + (now.Task.Deadline ?? TimeSpan.FromDays(90))
        && now.History.Entries.Count < 20;

    private static NextMove NextHolder(TaskSituation now)
    {
        var day = DateOnly.FromDateTime(now.Now.UtcDateTime);
        var person = now.Service.Person?.In(now.Facts);
        var next = now.Catalogue.Directory.HoldersOf(now.Name.Subject!, person, now.Task.Purpose, day)
            .FirstOrDefault(holder => !now.History.AskedParticipant(holder));
        return next is null ? AskPerson(now) : now.Ask(next);
    }

    private static NextMove AskPerson(TaskSituation now) =>
        now.Task.AskPerson is null || now.History.Asked(Questions.Information) ? Done : now.AskPerson(Questions.Information);
}
