using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Integration.Local.FunctionsHost.App.Durable;

/// <summary>Orchestrations that wait, fail, grow large and begin anew.</summary>
public static class Orchestrators
{
    [Function("WaitsForEvent")]
    public static async Task<int> WaitsForEvent([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await context.WaitForExternalEvent<int>("Approved");
    }

    /// <summary>Takes one event in each generation, until there have been a hundred.</summary>
    [Function("Generations")]
    public static async Task<int> Generations([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = context.GetInput<string>();
        var taken = string.IsNullOrEmpty(text) ? 0 : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        await context.WaitForExternalEvent<int>("Next");
        taken++;
        if (taken < 100)
        {
            context.ContinueAsNew(taken.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return taken;
    }

    [Function("Fails")]
    public static Task<string> Fails([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CallActivityAsync<string>("Breaks", "glass");
    }

    [Function("TellsFailure")]
    public static async Task<string> TellsFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return await context.CallActivityAsync<string>("Breaks", "glass");
        }
        catch (TaskFailedException error)
        {
            return $"{error.FailureDetails.ErrorType}: {error.FailureDetails.ErrorMessage}";
        }
    }

    [Function("ParentOfFailing")]
    public static Task<string> ParentOfFailing([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CallSubOrchestratorAsync<string>("Fails");
    }

    /// <summary>Has its input as the result of an activity, and as its output.</summary>
    [Function("Large")]
    public static async Task<string> Large([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await context.CallActivityAsync<string>("Repeats", context.GetInput<string>()!);
    }

    [Function("Boastful")]
    public static string Boastful([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.SetCustomStatus(context.GetInput<string>()!);
        return "said";
    }

    [Function("Lingers")]
    public static Task<string> Lingers([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CallActivityAsync<string>("Linger", context.InstanceId);
    }

    /// <summary>Keeps its thread busy before it first waits, as no orchestrator should.</summary>
    [Function("Slow")]
    public static Task<string> Slow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.IsReplaying)
        {
            Activities.Note($"turn {context.InstanceId}");
            var until = Environment.TickCount64 + 3000;
            while (Environment.TickCount64 < until)
            {
                Thread.Yield();
            }
        }

        return context.CallActivityAsync<string>("Repeats", "slow");
    }

    [Function("Traced")]
    public static Task<string> Traced([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CallActivityAsync<string>("TellTrace");
    }
}
