using Integration.Workflows.Cases;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>A program decides; when facts are missing the person is asked for them, once, and the program decides again.</summary>
internal static class EligibilityMoves
{
    private static readonly NextMove Done = new NextMove.Over(null);

    public static NextMove Next(TaskSituation now) => now.History.Last switch
    {
        null => now.Ask(now.Task.Participant!),
        { IsOfParticipant: true, Status: StepStatus.Failed } => new NextMove.Over(CaseOutcomes.StepFailed),
        { IsOfParticipant: true, Answer.Determination: { Outcome: DeterminationOutcome.NeedsInformation } answer }
            when now.Task.AskPerson is not null && !now.History.Asked(Questions.Information) && CaseQuestions.AskableOf(answer).Any() =>
            now.AskPerson(Questions.Information),
        { IsOfParticipant: false, Status: StepStatus.Completed } => now.Ask(now.Task.Participant!),
        _ => Done,
    };
}
