using System.Reflection;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Durable;

/// <summary>The functions that are activities, by the names they are called by.</summary>
internal sealed class ActivityTriggers : ITriggerKind
{
    private readonly Dictionary<TaskName, ActivityFunction> _functions = [];

    public Type Attribute => typeof(ActivityTriggerAttribute);

    public string BindingType => DurableBinding.Activity;

    public string Accepts => "its input, string instanceId";

    public ParameterSource? Bind(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        if (parameter == function.TriggerParameter)
        {
            CheckInput(function, parameter, problems);
            return context => ValueTask.FromResult(context.Features.Get<ActivityInput>()!.Value);
        }

        return parameter.Name == DurableBinding.InstanceId && parameter.ParameterType == typeof(string)
            ? context => ValueTask.FromResult(context.BindingContext.BindingData[DurableBinding.InstanceId])
            : null;
    }

    public void Add(FunctionMethod function, HostedFunction hosted, StartProblems problems)
    {
        var name = new TaskName(((ActivityTriggerAttribute)function.Trigger).Activity ?? function.Name);
        if (!_functions.TryAdd(name, new ActivityFunction(hosted, function.TriggerParameter.ParameterType)))
        {
            problems.Add(
                function, $"the activity '{name}' is already function '{_functions[name].Function.Name}'. Give one of them another name.");
        }
    }

    public void Connect(WebApplication application)
    {
        foreach (var (name, function) in _functions)
        {
            application.Services.GetRequiredService<DurableTaskRegistry>()
                .AddActivity(name, scope => ActivatorUtilities.CreateInstance<ActivityCall>(scope, function));
        }
    }

    private static void CheckInput(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        var type = parameter.ParameterType;
        if (type.IsByRef || type.IsPointer || type.IsByRefLike)
        {
            problems.Add(function, parameter, $"an activity's input is read from JSON and cannot be a {type.Name}. Take a value.");
        }
        else if (type == typeof(FunctionContext) || type == typeof(CancellationToken) || type == typeof(TaskOrchestrationContext))
        {
            problems.Add(
                function, parameter, $"[ActivityTrigger] marks the activity's input, and a {type.Name} is none. Mark another parameter.");
        }
    }
}
