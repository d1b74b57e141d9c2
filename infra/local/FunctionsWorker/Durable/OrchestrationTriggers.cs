using System.Reflection;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Durable;

/// <summary>The functions that orchestrate, by the names they are started by.</summary>
internal sealed class OrchestrationTriggers : ITriggerKind
{
    private readonly Dictionary<TaskName, HostedFunction> _functions = [];

    public Type Attribute => typeof(OrchestrationTriggerAttribute);

    public string BindingType => DurableBinding.Orchestration;

    public bool TakesClient => false;

    public string Accepts => "TaskOrchestrationContext";

    public ParameterSource? Bind(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            problems.Add(
                function, parameter,
                "an orchestrator replays, and what a client does is not in its history. Call the client in an activity.");
            return null;
        }

        if (parameter != function.TriggerParameter)
        {
            return null;
        }

        if (parameter.ParameterType == typeof(TaskOrchestrationContext))
        {
            return context => ValueTask.FromResult<object?>(context.Features.Get<TaskOrchestrationContext>());
        }

        problems.Add(
            function, parameter,
            "[OrchestrationTrigger] marks a TaskOrchestrationContext. Change its type, and read the input with GetInput.");
        return null;
    }

    public void Add(FunctionMethod function, HostedFunction hosted, StartProblems problems)
    {
        var name = new TaskName(((OrchestrationTriggerAttribute)function.Trigger).Orchestration ?? function.Name);
        if (!_functions.TryAdd(name, hosted))
        {
            problems.Add(
                function, $"the orchestration '{name}' is already function '{_functions[name].Name}'. Give one of them another name.");
        }
    }

    public void Connect(WebApplication application)
    {
        foreach (var (name, function) in _functions)
        {
            application.Services.GetRequiredService<DurableTaskRegistry>()
                .AddOrchestrator(name, ActivatorUtilities.CreateInstance<OrchestrationCall>(application.Services, function));
        }
    }
}
