using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.App.Http;

/// <summary>Functions whose bodies come and go bit by bit.</summary>
public sealed class Streams(ILogger<Streams> logger)
{
    private static readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Logs the first piece of the body when it comes, and tells how long the whole is.</summary>
    [Function("Measure")]
    public async Task<IActionResult> Measure([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "measure")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var buffer = new byte[64 * 1024];
        var length = 0L;
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (length == 0)
            {
                logger.LogInformation("The first piece has {Length} bytes", read);
            }

            length += read;
        }

        return new OkObjectResult(length);
    }

    /// <summary>Writes a first piece at once, and a second one when <see cref="Release"/> is called.</summary>
    [Function("Drip")]
    public async Task Drip([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "drip")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = request.HttpContext.Response;
        await response.WriteAsync("first", request.HttpContext.RequestAborted);
        await response.Body.FlushAsync(request.HttpContext.RequestAborted);
        await _released.Task.WaitAsync(request.HttpContext.RequestAborted);
        await response.WriteAsync("second", request.HttpContext.RequestAborted);
    }

    [Function("Release")]
    public IActionResult Release([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "drip")] HttpRequest request)
    {
        _released.TrySetResult();
        return new OkResult();
    }

    [Function("Many")]
    public async Task Many(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "many/{megabytes:int}")] HttpRequest request, int megabytes)
    {
        ArgumentNullException.ThrowIfNull(request);
        var megabyte = new byte[1024 * 1024];
        for (var i = 0; i < megabytes; i++)
        {
            await request.HttpContext.Response.Body.WriteAsync(megabyte, request.HttpContext.RequestAborted);
        }
    }

    /// <summary>Throws when it has begun to answer.</summary>
    [Function("BreakOff")]
    public async Task BreakOff([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "break-off")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        await request.HttpContext.Response.WriteAsync("half an answer");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException("the other half is missing");
    }
}
