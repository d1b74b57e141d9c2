using System.Diagnostics.CodeAnalysis;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Testing.Dispatching;

/// <summary>Executes an activity as the official worker does in its process.</summary>
/// <param name="factory">The registered activities.</param>
/// <param name="services">What they are made from, in a scope of its own for each execution.</param>
/// <param name="shims">Adapts them to the framework.</param>
/// <param name="failures">Describes what they throw.</param>
internal sealed class ActivityExecution(
    IDurableTaskFactory factory, IServiceProvider services, DurableTaskShimFactory shims, FailureDetailsFactory failures)
{
    /// <summary>The answer to the orchestration that called.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever an activity throws is the answer to its caller.")]
    public async Task<HistoryEvent> RunAsync(OrchestrationInstance instance, TaskScheduledEvent call)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            if (!factory.TryCreateActivity(call.Name!, scope.ServiceProvider, out var activity))
            {
                return Failed(call, new FailureDetails(
                    "ActivityTaskNotFound", $"No activity task named '{call.Name}' was found.", null, null, isNonRetriable: true));
            }

            var context = new TaskContext(instance, call.Name!, call.Version ?? "", call.EventId);
            var output = await shims.CreateActivity(call.Name!, activity).RunAsync(context, call.Input).ConfigureAwait(false);
            return new TaskCompletedEvent(-1, call.EventId, output);
        }
        catch (Exception e)
        {
            return Failed(call, failures.Of(e));
        }
    }

    private static TaskFailedEvent Failed(TaskScheduledEvent call, FailureDetails failure) =>
        new(-1, call.EventId, failure.ErrorMessage, details: null, failure);
}
