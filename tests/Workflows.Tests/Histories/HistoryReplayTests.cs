using DurableTask.Core.Exceptions;
using Integration.Workflows.Cases;
using Microsoft.DurableTask;

namespace Integration.Workflows.Tests.Histories;

/// <summary>An orchestrator that no longer does what its cases in flight did would fail them: it fails here instead.</summary>
public sealed class HistoryReplayTests
{
    public static TheoryData<string> Kept => [.. HistoryLibrary.Files.Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_case_that_began_under_an_earlier_version_goes_on(string file) =>
        HistoryLibrary.Read(Path.Combine(AppContext.BaseDirectory, "Histories", file))
            .Replay(tasks => tasks.AddOrchestrator<CaseOrchestrator>());

    [Fact]
    public void An_orchestrator_that_closes_the_case_before_its_plan_is_carried_out_is_refused()
    {
        var history = HistoryLibrary.Read(HistoryLibrary.Files[0]);

        var error = Should.Throw<NonDeterministicOrchestrationException>(() =>
            history.Replay(tasks => tasks.AddOrchestratorFunc<CaseAttempt, string>(nameof(CaseOrchestrator), Hasty)));

        error.Message.ShouldContain($"activity '{CaseActivities.TakeTurns}'");
        error.Message.ShouldContain($"activity '{CaseActivities.CloseAttempt}'");
    }

    [Fact]
    public void Every_kind_of_wait_and_end_is_among_them()
    {
        var shapes = HistoryLibrary.Files.Select(file => HistoryLibrary.Read(file).Shape).ToList();

        shapes.ShouldContain(shape => shape.Contains("EventRaised", StringComparison.Ordinal));
        shapes.ShouldContain(shape => shape.Contains("TimerFired", StringComparison.Ordinal));
        shapes.ShouldAllBe(shape => shape.Contains("\nend as ", StringComparison.Ordinal));
    }

    private static async Task<string> Hasty(TaskOrchestrationContext context, CaseAttempt input)
    {
        await context.CallActivityAsync<AttemptPlan>(CaseActivities.OpenAttempt, input);
        await context.CallActivityAsync(
            CaseActivities.CloseAttempt, new AttemptEnd(input.CaseId, input.Attempt, CaseOutcomes.PlanCarriedOut));
        return CaseOutcomes.PlanCarriedOut;
    }
}
