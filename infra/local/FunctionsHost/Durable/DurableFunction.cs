using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>A function that Durable Functions runs, under the name that orchestrations know it by.</summary>
internal sealed record DurableFunction(HostedFunction Function, DurableFunctionKind Kind, string Name)
{
    /// <summary>The triggers of Durable Functions, with the property of the binding that may name the function otherwise.</summary>
    private static readonly Dictionary<string, (DurableFunctionKind Kind, string NamedBy)> _triggers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["orchestrationTrigger"] = (DurableFunctionKind.Orchestrator, "orchestration"),
        ["activityTrigger"] = (DurableFunctionKind.Activity, "activity"),
        ["entityTrigger"] = (DurableFunctionKind.Entity, "entityName"),
    };

    public static IEnumerable<string> BindingTypes => _triggers.Keys;

    /// <summary>Null where the function is none of Durable Functions.</summary>
    public static DurableFunction? Of(HostedFunction function) => _triggers.TryGetValue(function.Trigger.Type, out var trigger)
        ? new DurableFunction(function, trigger.Kind, function.Trigger.Text(trigger.NamedBy) is { Length: > 0 } name ? name : function.Name)
        : null;
}
