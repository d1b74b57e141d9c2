using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Durable;

/// <summary>Makes functions known to the durable engine, as orchestrators and activities.</summary>
internal sealed class DurableFunctions(
    DurableTaskRegistry registry,
    FunctionInvoker invoker,
    IServiceScopeFactory scopes,
    InvocationLifetime lifetime,
    ILogger<ActivityCall> logger)
{
    public void Register(
        IEnumerable<KeyValuePair<TaskName, HostedFunction>> orchestrations, IEnumerable<KeyValuePair<TaskName, ActivityFunction>> activities)
    {
        foreach (var (name, function) in orchestrations)
        {
            registry.AddOrchestrator(name, new OrchestrationCall(function, invoker, scopes));
        }

        foreach (var (name, function) in activities)
        {
            registry.AddActivity(name, services => new ActivityCall(function, services, invoker, scopes, lifetime, logger));
        }
    }
}
