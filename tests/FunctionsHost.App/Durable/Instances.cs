using DurableTask.Core.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Integration.Local.FunctionsHost.App.Durable;

/// <summary>What callers can do with orchestrations.</summary>
public static class Instances
{
    [Function("StartInstance")]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{name}/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string name,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        using var body = new StreamReader(request.Body);
        try
        {
            var input = await body.ReadToEndAsync(cancellation);
            await client.ScheduleNewOrchestrationInstanceAsync(name, input, new(id), cancellation);
            return new AcceptedResult();
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return new ConflictResult();
        }
    }

    [Function("EndOfInstance")]
    public static async Task<IActionResult> End(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instances/{id}/end")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
        return new OkObjectResult(new
        {
            status = end.RuntimeStatus.ToString(),
            output = end.SerializedOutput,
            customStatus = end.SerializedCustomStatus,
            failure = end.FailureDetails?.ToString(),
            inner = end.FailureDetails?.InnerFailure?.ToString(),
        });
    }

    [Function("RaiseEvent")]
    public static async Task<IActionResult> Raise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{id}/events/{name}/{times:int}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string name,
        int times,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        for (var i = 0; i < times; i++)
        {
            await client.RaiseEventAsync(id, name, i, cancellation);
        }

        return new AcceptedResult();
    }

    [Function("PurgeInstance")]
    public static async Task<IActionResult> Purge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "instances/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        try
        {
            var result = await client.PurgeInstanceAsync(id, cancellation: cancellation);
            return new OkObjectResult(result.PurgedInstanceCount);
        }
        catch (InvalidOperationException)
        {
            // The client removes nothing that runs.
            return new ConflictResult();
        }
    }

    [Function("FindInstance")]
    public static async Task<IActionResult> Find(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instances/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        var found = await client.GetInstanceAsync(id, cancellation);
        return found is null ? new NotFoundResult() : new OkObjectResult(found.RuntimeStatus.ToString());
    }
}
