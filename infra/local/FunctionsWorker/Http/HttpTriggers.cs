using System.Reflection;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Http;

/// <summary>The functions that answer HTTP requests, and their routes.</summary>
internal sealed class HttpTriggers(string routePrefix, bool configured) : ITriggerKind
{
    private readonly List<HttpFunction> _functions = [];
    private readonly Dictionary<string, string> _taken = [];

    public Type Attribute => typeof(HttpTriggerAttribute);

    public string BindingType => "httpTrigger";

    public string Accepts => "HttpRequest, [FromBody] values, values of its route by name";

    public ParameterSource? Bind(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return context => ValueTask.FromResult<object?>(context.GetHttpContext()!.Request);
        }

        if (parameter == function.TriggerParameter)
        {
            problems.Add(function, parameter, "[HttpTrigger] marks an HttpRequest. Change its type, and take a body with [FromBody].");
            return null;
        }

        return parameter.IsDefined(typeof(FromBodyAttribute)) ? Body(parameter.ParameterType) : RouteValue(function, parameter, problems);
    }

    public void Add(FunctionMethod function, HostedFunction hosted, StartProblems problems)
    {
        if (!configured)
        {
            problems.Add(function, "HTTP functions need the web application. Call ConfigureFunctionsWebApplication() on the builder.");
        }

        if (HttpAnswer.For(function.Method) is not { } answer)
        {
            problems.Add(
                function,
                $"it returns {function.Method.ReturnType.Name}. An HTTP function returns an IActionResult, an IResult or nothing.");
            return;
        }

        var trigger = (HttpTriggerAttribute)function.Trigger;
        if (HttpRoute.Parse(routePrefix, trigger.Route ?? function.Name, trigger.Methods, out var problem) is { } route)
        {
            CheckFree(function, route, problems);
            _functions.Add(new HttpFunction(hosted, route, answer));
        }
        else
        {
            problems.Add(function, problem!);
        }
    }

    public void Connect(WebApplication application) =>
        ActivatorUtilities.CreateInstance<HttpEndpoints>(application.Services).Map(application, _functions);

    private void CheckFree(FunctionMethod function, HttpRoute route, StartProblems problems)
    {
        foreach (var shape in route.Shapes)
        {
            if (!_taken.TryAdd(shape, function.Name))
            {
                problems.Add(
                    function, $"the route '{shape}' is taken by function '{_taken[shape]}'. Change one of the routes or its methods.");
            }
        }
    }

    private ParameterSource? RouteValue(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        var route = HttpRoute.Parse(routePrefix, trigger.Route ?? function.Name, trigger.Methods, out _);
        if (route is null || !route.Parameters.Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        if (RouteValueConverter.For(parameter) is { } converter)
        {
            return context => ValueTask.FromResult(converter.Convert(context.GetHttpContext()!.Request.RouteValues[parameter.Name!]));
        }

        problems.Add(
            function, parameter, $"a route value cannot be a {parameter.ParameterType.Name}. Use string, or a type that can be parsed.");
        return null;
    }

    private static ParameterSource Body(Type type) => context =>
    {
        var http = context.GetHttpContext()!;
        return http.RequestServices.GetRequiredService<RequestBody>().ReadAsync(http.Request, type, context.CancellationToken);
    };
}
