using System.Text.Json;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>Finds the functions that answer requests, and checks that no two answer the same.</summary>
internal static class HttpFunctions
{
    public const string BindingType = "httpTrigger";

    public static IReadOnlyList<HttpFunction> Find(IEnumerable<HostedFunction> functions, HostSettings settings, StartProblems problems)
    {
        var found = new List<HttpFunction>();
        var taken = new Dictionary<string, string>();
        foreach (var function in functions.Where(function => function.Trigger.IsOf(BindingType)))
        {
            var route = HttpRoute.Parse(
                settings.RoutePrefix, function.Trigger.Text("route") ?? function.Name, MethodsOf(function), out var problem);
            if (route is null)
            {
                problems.Add($"Function '{function.Name}': {problem}");
                continue;
            }

            found.Add(new HttpFunction(function, route));
            foreach (var shape in route.Shapes.Where(shape => !taken.TryAdd(shape, function.Name)))
            {
                problems.Add(
                    $"Function '{function.Name}': the route '{shape}' is taken by function '{taken[shape]}'. "
                    + "Change one of the routes or its methods.");
            }
        }

        return found;
    }

    private static List<string> MethodsOf(HostedFunction function) =>
        function.Trigger.Json.TryGetProperty("methods", out var methods) && methods.ValueKind == JsonValueKind.Array
            ? [.. methods.EnumerateArray().Select(method => method.GetString()!)]
            : [];
}
