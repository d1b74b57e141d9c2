using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.App.Durable;

/// <summary>Five activities in sequence, behind a request that waits for the end.</summary>
public static class Chain
{
    [Function("StartChain")]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chains/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        await client.ScheduleNewOrchestrationInstanceAsync("Chain", id, new StartOrchestrationOptions(id), cancellation);
        var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
        return new OkObjectResult(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? end.ReadOutputAs<string>()
            : $"{end.RuntimeStatus}: {end.FailureDetails}");
    }

    [Function("Chain")]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, string word)
    {
        ArgumentNullException.ThrowIfNull(context);
        for (var i = 0; i < 5; i++)
        {
            word = await context.CallActivityAsync<string>("Lengthen", word);
        }

        return word;
    }

    [Function("Lengthen")]
    public static string Lengthen([ActivityTrigger] string word, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.GetLogger("Lengthen").LogInformation("Lengthening {Word}", word);
        return $"{word}+";
    }
}
