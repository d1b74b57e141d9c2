using System.Reflection;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Http;

/// <summary>Writes what a function answered to the response.</summary>
internal sealed class HttpAnswer
{
    private readonly PropertyInfo? _property;

    private HttpAnswer(PropertyInfo? property) => _property = property;

    /// <returns>Null where the method returns what is no answer to an HTTP request.</returns>
    public static HttpAnswer? For(MethodInfo method)
    {
        var type = FunctionResult.TypeOf(method);
        if (type == typeof(void) || type == typeof(object) || IsAnswer(type))
        {
            return new HttpAnswer(null);
        }

        return type.GetProperties().FirstOrDefault(property => property.IsDefined(typeof(HttpResultAttribute))) is { } property
            && IsAnswer(property.PropertyType)
            ? new HttpAnswer(property)
            : null;
    }

    /// <exception cref="InvalidOperationException">The value is no answer to an HTTP request.</exception>
    public Task WriteAsync(HttpContext http, object? value)
    {
        var answer = _property is not null && _property.DeclaringType!.IsInstanceOfType(value) ? _property.GetValue(value) : value;
        return answer switch
        {
            null => Task.CompletedTask,
            IActionResult action => action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
            IResult result => result.ExecuteAsync(http),
            _ => throw new InvalidOperationException($"A {answer.GetType().Name} is no answer to an HTTP request."),
        };
    }

    private static bool IsAnswer(Type type) => type.IsAssignableTo(typeof(IActionResult)) || type.IsAssignableTo(typeof(IResult));
}
