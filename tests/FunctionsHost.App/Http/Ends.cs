using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.App.Http;

/// <summary>What a worker can do wrong while it serves.</summary>
public sealed class Ends(ILogger<Ends> logger)
{
    [Function("Exit")]
    public IActionResult Exit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "exit/{code:int}")] HttpRequest request, int code)
    {
        Environment.Exit(code);
        return new OkResult();
    }

    [Function("Flood")]
    public IActionResult Flood(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flood/{lines:int}")] HttpRequest request, int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            logger.LogInformation("Line {Number} of a flood", i);
            Console.WriteLine($"line {i} of a flood");
        }

        return new OkObjectResult(lines);
    }
}
