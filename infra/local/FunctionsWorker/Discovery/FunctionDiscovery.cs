using System.Reflection;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Integration.Local.FunctionsWorker.Discovery;

/// <summary>Finds the functions among types: public methods of public classes that carry <see cref="FunctionAttribute"/>.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<FunctionMethod> Find(IEnumerable<Type> types, StartProblems problems)
    {
        var functions = new List<FunctionMethod>();
        var taken = new Dictionary<string, MethodInfo>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, method) in types.SelectMany(NamedMethods))
        {
            if (!taken.TryAdd(name, method))
            {
                problems.Add(
                    name, method, $"the name is taken by {FunctionMethod.EntryPointOf(taken[name])}. Give one of them another name.");
            }
            else if (Read(name, method, problems) is { } function)
            {
                functions.Add(function);
            }
        }

        return functions;
    }

    private static IEnumerable<(string Name, MethodInfo Method)> NamedMethods(Type type) =>
        from method in type.GetMethods(Declared)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select (function.Name, method);

    private static FunctionMethod? Read(string name, MethodInfo method, StartProblems problems)
    {
        var before = problems.All.Count;
        CheckShape(name, method, problems);
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(candidate => candidate.Trigger is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            problems.Add(name, method, triggers.Count == 0
                ? "no parameter has a trigger. Mark one, for example with [HttpTrigger] or [ServiceBusTrigger]."
                : $"it has {triggers.Count} triggers ({string.Join(", ", triggers.Select(t => t.Parameter.Name))}). Keep one.");
        }

        return problems.All.Count > before ? null : new FunctionMethod(name, method, triggers[0].Parameter, triggers[0].Trigger!);
    }

    private static void CheckShape(string name, MethodInfo method, StartProblems problems)
    {
        if (!method.IsPublic)
        {
            problems.Add(name, method, "the method is not public. Make it public.");
        }

        if (method.IsGenericMethodDefinition || method.DeclaringType!.ContainsGenericParameters)
        {
            problems.Add(name, method, "generic methods and classes cannot be functions. Close the type.");
        }

        if (!method.IsStatic && method.DeclaringType!.IsAbstract)
        {
            problems.Add(name, method, "its class is abstract. Make the class concrete or the method static.");
        }

        if (FunctionResult.IsAsyncVoid(method))
        {
            problems.Add(name, method, "it is async void, so nobody can await it. Return Task.");
        }
    }
}
