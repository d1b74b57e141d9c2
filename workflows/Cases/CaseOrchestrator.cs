using Integration.Workflows.Steps;
using Microsoft.DurableTask;

namespace Integration.Workflows.Cases;

/// <summary>
/// Carries a case through its plan: stages one after the other, the steps of a stage together. Knows keys and statuses, never data.
/// </summary>
public sealed class CaseOrchestrator : TaskOrchestrator<CaseAttempt, string>
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    private static readonly TaskOptions Persistent = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 20, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(5)));

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
            if (await RunStageAsync(context, new StageRequest(input.CaseId, stage), withdrawal) is { } early)
            {
                outcome = early;
                break;
            }
        }

        await context.CallActivityAsync(CaseActivities.CloseAttempt, new AttemptEnd(input.CaseId, input.Attempt, outcome), Persistent);
        return outcome;
    }

    /// <summary>Asks for a stage's steps and awaits their ends; says how the case ends early, or null when the plan goes on.</summary>
    private static async Task<string?> RunStageAsync(TaskOrchestrationContext context, StageRequest stage, Task<string> withdrawal)
    {
        // The ends are awaited before anybody is asked: an answer can't come too early.
        var events = stage.StepKeys.ToDictionary(key => key, key => context.WaitForExternalEvent<StepEnd>(key));
        var ended = await context.CallActivityAsync<List<StepEnd>>(CaseActivities.RequestSteps, stage, Persistent);
        var waits = stage.StepKeys.Where(key => ended.TrueForAll(end => end.StepKey != key))
            .Select(key => AwaitEndAsync(context, key, events[key], withdrawal)).ToList();
        ended.AddRange((await Task.WhenAll(waits)).OfType<StepEnd>());
        return withdrawal.IsCompleted ? CaseOutcomes.Withdrawn : ended.Select(end => end.CaseOutcome).FirstOrDefault(outcome => outcome is not null);
    }

    /// <summary>Awaits the event; looks into the store now and then, in case it was lost. Null when the case was withdrawn.</summary>
    private static async Task<StepEnd?> AwaitEndAsync(
        TaskOrchestrationContext context, string key, Task<StepEnd> answered, Task<string> withdrawal)
    {
        for (var look = FirstLook; ; look = look * 2 < LongestLook ? look * 2 : LongestLook)
        {
            using var awake = new CancellationTokenSource();
            var timer = context.CreateTimer(context.CurrentUtcDateTime + look, awake.Token);
            var first = await Task.WhenAny(answered, withdrawal, timer);
            if (first == timer)
            {
                if (await context.CallActivityAsync<StepEnd?>(CaseActivities.FindAnswer, key, Persistent) is { } found)
                {
                    return found;
                }

                continue;
            }

            Stop(awake);
            return first == answered ? await answered : null;
        }
    }

    // CancelAsync would go on outside the orchestration's scheduler.
    private static void Stop(CancellationTokenSource timer) => timer.Cancel();
}
