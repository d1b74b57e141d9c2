using System.Diagnostics.CodeAnalysis;
using DurableTask.Core;
using DurableTask.Core.Command;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using OrchestrationStatus = DurableTask.Core.OrchestrationStatus;

namespace Integration.Local.DurableTask.Testing.Dispatching;

/// <summary>
/// Executes an orchestrator from its start on all that its history and its new events say, as the official worker does in its process.
/// </summary>
/// <param name="factory">The registered orchestrators.</param>
/// <param name="services">What they are made from, in a scope of its own for each execution.</param>
/// <param name="shims">Adapts them to the framework.</param>
/// <param name="failures">Describes what they throw.</param>
/// <param name="properties">What the application knows of its exceptions; null for nothing.</param>
internal sealed class OrchestratorExecution(
    IDurableTaskFactory factory,
    IServiceProvider services,
    DurableTaskShimFactory shims,
    FailureDetailsFactory failures,
    ExceptionPropertiesProviderAdapter? properties)
{
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a constructor of the application throws fails its orchestration.")]
    public async Task<OrchestratorExecutionResult> RunAsync(OrchestrationRuntimeState state)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            return factory.TryCreateOrchestrator(state.Name, scope.ServiceProvider, out var orchestrator)
                ? Run(state, orchestrator, shims, properties)
                : Failed(new FailureDetails(
                    "OrchestratorTaskNotFound", $"No orchestrator task named '{state.Name}' was found.", null, null, isNonRetriable: true));
        }
        catch (Exception e)
        {
            return Failed(failures.Of(e));
        }
    }

    /// <summary>Executes one orchestrator; what its code throws is in the result.</summary>
    public static OrchestratorExecutionResult Run(
        OrchestrationRuntimeState state,
        ITaskOrchestrator orchestrator,
        DurableTaskShimFactory shims,
        ExceptionPropertiesProviderAdapter? properties = null)
    {
        var parent = state.ParentInstance is { } link
            ? new ParentOrchestrationInstance(link.Name, link.OrchestrationInstance.InstanceId)
            : null;
        return new TaskOrchestrationExecutor(
            state,
            shims.CreateOrchestration(state.Name, orchestrator, parent),
            BehaviorOnContinueAsNew.Carryover,
            entityParameters: null,
            ErrorPropagationMode.UseFailureDetails,
            properties).Execute();
    }

    private static OrchestratorExecutionResult Failed(FailureDetails failure) => new()
    {
        Actions =
        [
            new OrchestrationCompleteOrchestratorAction
            {
                OrchestrationStatus = OrchestrationStatus.Failed,
                FailureDetails = failure,
            },
        ],
    };
}
