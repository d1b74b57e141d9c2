using System.Reflection;
using Integration.Local.FunctionsWorker.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Discovery;

/// <summary>Sees to it that what the functions' constructors want is registered.</summary>
internal static class ConstructorCheck
{
    public static void Run(IEnumerable<FunctionMethod> functions, IServiceProvider services, StartProblems problems)
    {
        var registered = services.GetRequiredService<IServiceProviderIsService>();
        foreach (var function in functions.Where(function => !function.Method.IsStatic))
        {
            var constructors = function.Method.DeclaringType!.GetConstructors();
            if (constructors.Length != 1)
            {
                continue;
            }

            foreach (var parameter in constructors[0].GetParameters().Where(parameter => !IsKnown(registered, parameter)))
            {
                problems.Add(function, $"its class wants a {parameter.ParameterType.Name} ('{parameter.Name}'), "
                    + "which is no registered service. Register it on the builder's Services.");
            }
        }
    }

    private static bool IsKnown(IServiceProviderIsService registered, ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || parameter.IsDefined(typeof(FromKeyedServicesAttribute))
        || registered.IsService(parameter.ParameterType);
}
