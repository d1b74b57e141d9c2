using Integration.Workflows.Cases;
using Integration.Workflows.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Integration.Functions.Cases;

/// <summary>Durable entry points of a case.</summary>
public sealed class CaseOrchestration(CaseAttempts attempts, StepRequester requester, AnswerFinder finder)
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

    [Function(CaseActivities.RequestSteps)]
    public Task<IReadOnlyList<StepEnd>> RequestSteps([ActivityTrigger] StageRequest stage, CancellationToken cancellation) =>
        requester.RequestAsync(stage, cancellation);

    [Function(CaseActivities.FindAnswer)]
    public Task<StepEnd?> FindAnswer([ActivityTrigger] string stepKey, CancellationToken cancellation) =>
        finder.FindAsync(stepKey, cancellation);

    [Function(CaseActivities.CloseAttempt)]
    public Task CloseAttempt([ActivityTrigger] AttemptEnd end, CancellationToken cancellation) => attempts.CloseAsync(end, cancellation);
}
