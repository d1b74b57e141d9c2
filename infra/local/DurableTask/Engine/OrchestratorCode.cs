using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Engine;

/// <summary>The code of an orchestrator in one execution: how it is started, and how it ends.</summary>
internal sealed class OrchestratorCode(ExecutionIdentity identity, EngineServices services, ReplayContext context, TurnScheduler scheduler)
{
    private Task<object?>? _run;

    public bool HasEnded => _run is { IsCompleted: true };

    public bool HasFailed => _run is { IsCompleted: true, IsCompletedSuccessfully: false };

    /// <summary>An end with a failure. Its output is the message as it is, not serialized: so it is in the official engine.</summary>
    public static ExecutionCompleted Failure(TaskFailureDetails failure) =>
        new(OrchestrationRuntimeStatus.Failed, failure.ErrorMessage, failure);

    /// <summary>Runs the code to its first await. Returns the execution's end if it can't be started, else null.</summary>
    public ExecutionCompleted? Start()
    {
        if (services.Registry.FindOrchestrator(identity.Name, identity.Version) is not { } factory)
        {
            return new ExecutionCompleted(OrchestrationRuntimeStatus.Failed, null, EngineFailures.OrchestratorNotFound(identity.Name));
        }

        try
        {
            var orchestrator = factory(services.Services);
            context.TypedInput = services.Converter.Deserialize(identity.Input, orchestrator.InputType);
            _run = orchestrator.RunAsync(context, context.TypedInput);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure(services.Failures.Of(e));
        }

        if (!_run.IsCompleted)
        {
            // Code that ends on a thread of its own would end unseen.
            _ = _run.ContinueWith(
                static (_, scheduler) => ((TurnScheduler)scheduler!).Check(),
                scheduler,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        return null;
    }

    /// <summary>The execution's end, now that the code has ended.</summary>
    public ExecutionCompleted End()
    {
        try
        {
            if (_run!.IsCanceled)
            {
                // This, not what the code threw, is what the official engine tells of it.
                throw new AggregateException(new TaskCanceledException(_run));
            }

            var output = _run.GetAwaiter().GetResult();
            return new ExecutionCompleted(OrchestrationRuntimeStatus.Completed, services.Converter.Serialize(output), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure(services.Failures.Of(e));
        }
    }
}
