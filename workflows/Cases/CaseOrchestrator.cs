using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Microsoft.DurableTask;

namespace Integration.Workflows.Cases;

/// <summary>
/// Carries a case through its plan: stages one after the other, the tasks of a stage side by side, each turn by turn. Knows names and
/// statuses, never data.
/// </summary>
public sealed class CaseOrchestrator : TaskOrchestrator<CaseAttempt, string>
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    private static readonly TaskOptions Persistent = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 20, firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(5)));

    /// <inheritdoc/>
    public override async Task<string> RunAsync(TaskOrchestrationContext context, CaseAttempt input)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(input);
        var withdrawal = context.WaitForExternalEvent<string>(CaseWithdrawal.Event);
        var plan = await context.CallActivityAsync<AttemptPlan>(CaseActivities.OpenAttempt, input, Persistent);
        var outcome = CaseOutcomes.PlanCarriedOut;
        foreach (var stage in plan.Stages)
        {
            if (await RunStageAsync(context, input.CaseId, stage, withdrawal) is { } early)
            {
                outcome = early;
                break;
            }
        }

        await context.CallActivityAsync(CaseActivities.CloseAttempt, new AttemptEnd(input.CaseId, input.Attempt, outcome), Persistent);
        return outcome;
    }

    /// <summary>Carries a stage's tasks to their ends; says how the case ends early, or null when the plan goes on.</summary>
    private static async Task<string?> RunStageAsync(
        TaskOrchestrationContext context, string caseId, IReadOnlyList<string> tasks, Task<string> withdrawal)
    {
        var turns = await TakeAsync(context, new StageRequest(caseId, tasks));
        var ends = await Task.WhenAll(turns.Select(turn => RunTaskAsync(context, caseId, turn, withdrawal)));
        return withdrawal.IsCompleted ? CaseOutcomes.Withdrawn : ends.FirstOrDefault(outcome => outcome is not null);
    }

    /// <summary>Waits for what a task waits for and carries it on, until it is over or the case withdrawn.</summary>
    private static async Task<string?> RunTaskAsync(TaskOrchestrationContext context, string caseId, TaskTurn turn, Task<string> withdrawal)
    {
        Task<StepEnd>? answered = null;
        var look = FirstLook;
        for (var awaited = ""; !turn.IsOver;)
        {
            if (turn.StepKey is not null && turn.StepKey != awaited)
            {
                (answered, look) = (context.WaitForExternalEvent<StepEnd>(turn.StepKey), FirstLook);
            }

            awaited = turn.StepKey ?? awaited;
            var first = await WaitAsync(context, turn, turn.StepKey is null ? null : answered, withdrawal, look);
            if (first == withdrawal)
            {
                return CaseOutcomes.Withdrawn;
            }

            if (first == answered && await answered! is { IsLast: true } end)
            {
                return end.CaseOutcome;
            }

            look = look * 2 < LongestLook ? look * 2 : LongestLook;
            turn = (await TakeAsync(context, new StageRequest(caseId, [turn.Task], turn.StepKey)))[0];
        }

        return turn.CaseOutcome;
    }

    /// <summary>
    /// Waits for the event, for withdrawal, or until it is time to look into the store: at the deadline, and now and then in case the event
    /// was lost.
    /// </summary>
    private static async Task<Task> WaitAsync(
        TaskOrchestrationContext context, TaskTurn turn, Task<StepEnd>? answered, Task<string> withdrawal, TimeSpan look)
    {
        var now = context.CurrentUtcDateTime;
        var wake = now + look;
        if (turn.Until is { } until && (answered is null || until.UtcDateTime < wake))
        {
            // The clock of the turn may be ahead of this one by a little.
            wake = until.UtcDateTime > now ? until.UtcDateTime : now + TimeSpan.FromSeconds(1);
        }

        using var awake = new CancellationTokenSource();
        var timer = context.CreateTimer(wake, awake.Token);
        var first = answered is null ? await Task.WhenAny(withdrawal, timer) : await Task.WhenAny(answered, withdrawal, timer);
        if (first != timer)
        {
            Stop(awake);
        }

        return first;
    }

    private static Task<List<TaskTurn>> TakeAsync(TaskOrchestrationContext context, StageRequest stage) =>
        context.CallActivityAsync<List<TaskTurn>>(CaseActivities.TakeTurns, stage, Persistent);

    // CancelAsync would go on outside the orchestration's scheduler.
    private static void Stop(CancellationTokenSource timer) => timer.Cancel();
}
