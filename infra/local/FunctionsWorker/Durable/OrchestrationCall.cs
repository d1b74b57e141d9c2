using System.Collections.Immutable;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Durable;

/// <summary>
/// Runs a function as an orchestrator: on the engine's thread from the first step of the pipeline to the last, and again in each replay.
/// </summary>
internal sealed partial class OrchestrationCall(
    HostedFunction function, FunctionInvoker invoker, IServiceScopeFactory scopes) : ITaskOrchestrator
{
    public Type InputType => typeof(object);

    public Type OutputType => typeof(object);

    public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        await using var invocation = new LocalFunctionContext(function, scopes, CancellationToken.None)
        {
            BindingData = ImmutableDictionary<string, object?>.Empty.Add(DurableBinding.InstanceId, context.InstanceId),
        };
        invocation.Features.Set(context);
        try
        {
            return await invoker.InvokeAsync(invocation);
        }
        catch (Exception error)
        {
            LogFailed(context.CreateReplaySafeLogger<OrchestrationCall>(), function.Name, context.InstanceId, error);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} of {InstanceId} failed")]
    private static partial void LogFailed(ILogger logger, string function, string instanceId, Exception error);
}
