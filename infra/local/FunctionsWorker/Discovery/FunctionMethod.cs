using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Integration.Local.FunctionsWorker.Discovery;

/// <summary>A method that is a function, with the one parameter that triggers it.</summary>
internal sealed record FunctionMethod(string Name, MethodInfo Method, ParameterInfo TriggerParameter, TriggerBindingAttribute Trigger)
{
    public string EntryPoint => EntryPointOf(Method);

    public static string EntryPointOf(MethodInfo method) => $"{method.DeclaringType?.FullName?.Replace('+', '.')}.{method.Name}";
}
