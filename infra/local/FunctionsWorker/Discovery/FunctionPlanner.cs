using System.Reflection;
using Integration.Local.FunctionsWorker.Durable;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Discovery;

/// <summary>Makes hosted functions of methods and hands each to its kind of trigger.</summary>
internal sealed class FunctionPlanner(IReadOnlyList<ITriggerKind> kinds, StartProblems problems)
{
    public IReadOnlyList<HostedFunction> Plan(IEnumerable<FunctionMethod> functions) =>
        [.. functions.Select(Plan).OfType<HostedFunction>()];

    private HostedFunction? Plan(FunctionMethod function)
    {
        if (kinds.FirstOrDefault(kind => kind.Attribute == function.Trigger.GetType()) is not { } trigger)
        {
            problems.Add(function, function.TriggerParameter, $"{function.Trigger.GetType().Name} is not supported by the local host. "
                + $"Use one of {string.Join(", ", kinds.Select(kind => kind.Attribute.Name))}.");
            return null;
        }

        if (!trigger.Retries && function.Method.GetCustomAttribute<RetryAttribute>() is { } retry)
        {
            problems.Add(function, $"{retry.GetType().Name} has no meaning for {trigger.BindingType}. Remove it.");
        }

        var sources = function.Method.GetParameters().Select(parameter => SourceOf(trigger, function, parameter)).ToList();
        var hosted = new HostedFunction(new ReflectedFunctionDefinition(function, InputsOf(trigger, function)), sources);
        trigger.Add(function, hosted, problems);
        return hosted;
    }

    private ParameterSource SourceOf(ITriggerKind trigger, FunctionMethod function, ParameterInfo parameter)
    {
        var before = problems.All.Count;
        if ((trigger.Bind(function, parameter, problems) ?? Common(function, parameter)) is { } source)
        {
            return source;
        }

        if (problems.All.Count == before)
        {
            problems.Add(function, parameter, $"nothing provides a {parameter.ParameterType.Name} here. "
                + $"A function with {trigger.BindingType} takes {trigger.Accepts}, FunctionContext, CancellationToken"
                + (trigger.TakesClient ? " and [DurableClient] DurableTaskClient." : "."));
        }

        return _ => ValueTask.FromResult<object?>(null);
    }

    private ParameterSource? Common(FunctionMethod function, ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            return DurableClient(function, parameter);
        }

        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return ValueTask.FromResult<object?>;
        }

        return parameter.ParameterType == typeof(CancellationToken)
            ? context => ValueTask.FromResult<object?>(context.CancellationToken)
            : null;
    }

    private ParameterSource? DurableClient(FunctionMethod function, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(DurableTaskClient))
        {
            return context => ValueTask.FromResult<object?>(context.InstanceServices.GetRequiredService<DurableTaskClient>());
        }

        problems.Add(function, parameter, "[DurableClient] fills a DurableTaskClient. Change the parameter's type.");
        return null;
    }

    private static IEnumerable<BindingMetadata> InputsOf(ITriggerKind trigger, FunctionMethod function)
    {
        yield return new InputBinding(function.TriggerParameter.Name!, trigger.BindingType);
        foreach (var parameter in function.Method.GetParameters().Where(parameter => parameter.IsDefined(typeof(DurableClientAttribute))))
        {
            yield return new InputBinding(parameter.Name!, DurableBinding.Client);
        }
    }
}
