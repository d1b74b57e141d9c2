using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Integration.Local.FunctionsWorker.Tests.Http;

public sealed class GreetingFunctions(GreetingFunctions.Visit visit)
{
    /// <summary>A scoped service: one for each invocation.</summary>
    public sealed class Visit : IDisposable
    {
        public Guid Id { get; } = Guid.NewGuid();

        public bool Ended { get; private set; }

        public void Dispose() => Ended = true;
    }

    public sealed record Guest(string Name, int Age);

    [Function("Greet")]
    public static IActionResult Greet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greetings/{name}/{times:int}")] HttpRequest request,
        string name,
        int times) =>
        new OkObjectResult(new { Text = string.Join(' ', Enumerable.Repeat($"Hello {name}", times)), Path = request.Path.Value });

    [Function("ByGuid")]
    public static IResult ByGuid([HttpTrigger("get", Route = "guests/{id}")] HttpRequest request, Guid id) =>
        Results.Text($"{request.Method} {id}");

    [Function("Register")]
    public static IResult Register([HttpTrigger("post", Route = "guests")] HttpRequest request, [FromBody] Guest guest) =>
        Results.Created(request.Path, guest);

    [Function("Plain")]
    public static Task Plain([HttpTrigger] HttpRequest request) => request.HttpContext.Response.WriteAsync("plain");

    [Function("Nothing")]
    public static void Nothing([HttpTrigger("get", Route = "nothing/{*rest}")] HttpRequest request) =>
        request.HttpContext.Response.StatusCode = StatusCodes.Status204NoContent;

    [Function("Missing")]
    public static IActionResult Missing([HttpTrigger("get")] HttpRequest request) => new NotFoundResult();

    [Function("Fail")]
    public static async Task<IResult> Fail([HttpTrigger("get")] HttpRequest request)
    {
        await Task.Yield();
        throw new InvalidOperationException("secret of the house");
    }

    [Function("Visit")]
    public IResult GetVisit([HttpTrigger("get", Route = "visit")] HttpRequest request, FunctionContext context) => Results.Json(new
    {
        visit.Id,
        Same = ReferenceEquals(visit, context.InstanceServices.GetService(typeof(Visit))),
        Http = ReferenceEquals(request.HttpContext, context.GetHttpContext()),
        context.FunctionDefinition.Name,
        context.FunctionDefinition.EntryPoint,
        Trigger = context.FunctionDefinition.InputBindings["request"].Type,
    });
}
