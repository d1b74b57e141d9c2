using System.Collections.Immutable;
using Integration.Local.DurableTask;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Durable;

/// <summary>Runs a function as an activity, in the scope of services that the engine has opened for the call.</summary>
internal sealed partial class ActivityCall(
    ActivityFunction activity,
    IServiceProvider services,
    FunctionInvoker invoker,
    IServiceScopeFactory scopes,
    InvocationLifetime lifetime,
    ILogger<ActivityCall> logger) : ITaskActivity
{
    public Type InputType => activity.InputType;

    public Type OutputType => typeof(object);

    /// <exception cref="ActivityInterruptedException">The host stops, and the function heeded it.</exception>
    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        await using var invocation = new LocalFunctionContext(activity.Function, scopes, lifetime.Ending)
        {
            BindingData = ImmutableDictionary<string, object?>.Empty.Add(DurableBinding.InstanceId, context.InstanceId),
        };
        invocation.InstanceServices = services;
        invocation.Features.Set(new ActivityInput(input));
        try
        {
            return await invoker.InvokeAsync(invocation);
        }
        catch (OperationCanceledException error) when (lifetime.Ending.IsCancellationRequested)
        {
            throw new ActivityInterruptedException(context.Name, error);
        }
        catch (Exception error)
        {
            LogFailed(activity.Function.Name, invocation.InvocationId, context.InstanceId, error);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} ({InvocationId}) failed, called by {InstanceId}")]
    private partial void LogFailed(string function, string invocationId, string instanceId, Exception error);
}
