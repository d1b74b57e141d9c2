using Integration.Workflows.Cases;
using Integration.Workflows.Plans;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Integration.Functions.Cases;

/// <summary>Durable entry points of a case.</summary>
public sealed class CaseOrchestration(CaseAttempts attempts, TaskTurns turns)
{
    [Function(nameof(CaseOrchestrator))]
    public static Task<string> RunCase([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new CaseOrchestrator().RunAsync(
            context, context.GetInput<CaseAttempt>() ?? throw new InvalidOperationException("The orchestration has no input."));
    }

    [Function(CaseActivities.OpenAttempt)]
    public Task<AttemptPlan> OpenAttempt([ActivityTrigger] CaseAttempt attempt, CancellationToken cancellation) =>
        attempts.OpenAsync(attempt, cancellation);

    [Function(CaseActivities.TakeTurns)]
    public Task<IReadOnlyList<TaskTurn>> TakeTurns([ActivityTrigger] StageRequest stage, CancellationToken cancellation) =>
        turns.TakeAsync(stage, cancellation);

    [Function(CaseActivities.CloseAttempt)]
    public Task CloseAttempt([ActivityTrigger] AttemptEnd end, CancellationToken cancellation) => attempts.CloseAsync(end, cancellation);
}
