using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.FunctionsWorker.Tests.Durable;

/// <summary>Orders of apples and pears, priced line by line.</summary>
public sealed class OrderFunctions(PriceList prices)
{
    public enum Fruit
    {
        Apple,
        Pear,
    }

    public sealed record Line(Fruit Fruit, int Count);

    [Function(nameof(Order))]
    public static async Task<int> Order([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var sum = 0;
        foreach (var line in context.GetInput<Line[]>()!)
        {
            sum += await context.CallActivityAsync<int>(nameof(Price), line);
        }

        return sum;
    }

    [Function(nameof(Price))]
    public Task<int> Price([ActivityTrigger] Line line, CancellationToken cancellation) =>
        Task.FromResult(prices.Of(line.Fruit.ToString()) * line.Count).WaitAsync(cancellation);

    [Function("StartOrder")]
    public static async Task<IResult> StartOrder([HttpTrigger("get", Route = "orders/{apples:int}")] HttpRequest request,
        [DurableClient] DurableTaskClient client, int apples, CancellationToken cancellation)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Order), new[] { new Line(Fruit.Apple, apples), new Line(Fruit.Pear, 1) }, cancellation);
        var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
        return Results.Text($"{request.Method} {end.SerializedInput} {end.SerializedOutput}");
    }

    [Function(nameof(Approve))]
    public static async Task<string> Approve([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var price = await context.CallActivityAsync<int>(nameof(Price), new Line(Fruit.Apple, 1));
        context.SetCustomStatus("priced");
        return $"{price} {await context.WaitForExternalEvent<string>("decision")}";
    }

    [Function("Renamed")]
    public static Task<string> RunRenamed([OrchestrationTrigger(Orchestration = "ByAnotherName")] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>("EchoByAnotherName", "there");

    [Function("Echo")]
    public static string Echo(
        [ActivityTrigger(Activity = "EchoByAnotherName")] string text, string instanceId, FunctionContext context) =>
        $"{text} {context.FunctionDefinition.Name} {instanceId == (string?)context.BindingContext.BindingData["instanceId"]}";

    [Function(nameof(CatchFailure))]
    public static async Task<string> CatchFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallActivityAsync(nameof(Fail), "the apples are gone");
            return "no failure";
        }
        catch (TaskFailedException error)
        {
            return $"{error.TaskName}|{error.FailureDetails.ErrorType}|"
                + $"{error.FailureDetails.ErrorMessage}|{error.FailureDetails.InnerFailure?.ErrorMessage}";
        }
    }

    [Function(nameof(Fail))]
    public static Task Fail([ActivityTrigger] string reason) =>
        throw new InvalidOperationException(reason, new TimeoutException("too late"));

    [Function(nameof(FailLate))]
    public static async Task FailLate([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<int?>(nameof(Nothing));
        throw new InvalidOperationException("no use");
    }

    [Function(nameof(Nothing))]
    public static int? Nothing([ActivityTrigger] int? number) => number;
}
