using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.App.Http;

/// <summary>Functions that take long, until they are cancelled or for ever.</summary>
public sealed class LongRuns(ILogger<LongRuns> logger)
{
    /// <summary>Runs until its invocation is cancelled, and says so in the log.</summary>
    [Function("Wait")]
    public async Task<IActionResult> Wait(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request, CancellationToken cancellation)
    {
        logger.LogInformation("Waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        finally
        {
            logger.LogInformation("Waited until it was cancelled");
        }

        return new OkResult();
    }

    /// <summary>Runs as long as it is asked to, whoever cancels.</summary>
    [Function("Work")]
    public async Task<IActionResult> Work(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "work/{milliseconds:int}")] HttpRequest request, int milliseconds)
    {
        logger.LogInformation("Working");
        await Task.Delay(milliseconds, CancellationToken.None);
        logger.LogInformation("Worked");
        return new OkObjectResult("done");
    }
}
