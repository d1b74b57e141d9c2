using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.App.Http;

/// <summary>Functions that answer at once.</summary>
public sealed class Greetings(IConfiguration configuration, ILogger<Greetings> logger)
{
    [Function("Greet")]
    public IActionResult Greet(
        [HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "greetings/{name}/{times:int?}")] HttpRequest request,
        string name,
        int? times)
    {
        ArgumentNullException.ThrowIfNull(request);
        logger.LogInformation("Greeting {Name}", name);
        var greeting = configuration["Greeting"] ?? "Hello";
        return new OkObjectResult(string.Join(' ', Enumerable.Repeat($"{greeting} {name}", times ?? 1)));
    }

    [Function("Files")]
    public IActionResult Files(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string? path) =>
        new OkObjectResult(path ?? "(none)");

    /// <summary>Answers under its own name, to every method.</summary>
    [Function("Ping")]
    public IActionResult Ping([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        request.HttpContext.Response.Headers["x-invocation"] = context.InvocationId;
        request.HttpContext.Response.Headers["x-process"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return new OkObjectResult(new { method = request.Method, trace = context.TraceContext.TraceParent });
    }

    [Function("Fail")]
    public IActionResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail")] HttpRequest request) =>
        throw new InvalidOperationException("the secret of the house");

    [Function("Refuse")]
    public IActionResult Refuse([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "refuse")] HttpRequest request) =>
        new StatusCodeResult(StatusCodes.Status500InternalServerError);

    [Function("SettingOf")]
    public IActionResult SettingOf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settings/{key}")] HttpRequest request, string key) =>
        configuration[key] is { } value ? new OkObjectResult(value) : new NotFoundResult();
}
