using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>The orchestrator: plays a script.</summary>
internal sealed class Player(Workload workload)
{
    public const string KeyTag = "key";

    private const string Never = "never";
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(2);

    public async Task<string?> RunAsync(TaskOrchestrationContext context, string? input)
    {
        var progress = Progress.Parse(input!);
        var script = workload.Script(progress.Key);
        foreach (var step in script.Rounds[progress.Round])
        {
            progress.Add(await PlayAsync(context, step, progress));
        }

        if (progress.Round + 1 < script.Rounds.Count)
        {
            context.ContinueAsNew(progress.NextRound());
            return string.Empty;
        }

        return script.Throws ? throw new InvalidOperationException(progress.Output) : progress.Output;
    }

    private static async Task<string> PlayAsync(TaskOrchestrationContext context, Step step, Progress progress)
    {
        switch (step)
        {
            case Act act:
                return progress.Take(await CallAsync(context, act));
            case FanOut fan:
                var results = await Task.WhenAll(fan.Acts.Select(act => CallAsync(context, act)));
                return string.Join(',', results.Select(progress.Take));
            case Sub sub:
                return await CallAsync(context, sub.Script);
            case Sleep sleep:
                await context.CreateTimer(TimeSpan.FromMilliseconds(sleep.Milliseconds), CancellationToken.None);
                return sleep.Outcome;
            case TimedOut timedOut:
                return await WaitInVainAsync(context, timedOut);
            case Receive receive:
                return await ReceiveAsync(context, receive, progress);
            case Send send:
                Enumerable.Range(send.First, send.Count).ToList().ForEach(number => context.SendEvent(send.To, "other", number));
                return send.Outcome;
            case SetStatus status:
                context.SetCustomStatus(status.Text);
                return status.Outcome;
            default:
                await context.WaitForExternalEvent<string>(Never);
                return Never;
        }
    }

    /// <summary>The tag is there since a history does not have the inputs of activities.</summary>
    private static Task<string> CallAsync(TaskOrchestrationContext context, Act act) => context.CallActivityAsync<string>(
        Script.Activity,
        Work.Input(act),
        new TaskOptions(
            act.Failures == 0 ? null : new TaskRetryOptions(new RetryPolicy(act.Failures + 1, RetryInterval)),
            new Dictionary<string, string> { [KeyTag] = act.Key }));

    private static async Task<string> CallAsync(TaskOrchestrationContext context, Script child)
    {
        try
        {
            var output = await context.CallSubOrchestratorAsync<string>(
                Script.Orchestrator, Progress.Begin(child), new SubOrchestrationOptions { InstanceId = child.InstanceId });
            return $"({output.Split('|')[0]})";
        }
        catch (TaskFailedException e) when (e.FailureDetails.ErrorType == typeof(InvalidOperationException).FullName)
        {
            return "failed";
        }
    }

    private static async Task<string> WaitInVainAsync(TaskOrchestrationContext context, TimedOut step)
    {
        try
        {
            return await context.WaitForExternalEvent<string>(Never, TimeSpan.FromMilliseconds(step.Milliseconds));
        }
        catch (TaskCanceledException)
        {
            return step.Outcome;
        }
    }

    /// <summary>
    /// Takes events until the wanted ones are there. They are in no order, since those that an execution has not taken are sent to the
    /// next one anew; one that comes again is passed over where it may.
    /// </summary>
    private static async Task<string> ReceiveAsync(TaskOrchestrationContext context, Receive step, Progress progress)
    {
        while (Enumerable.Range(step.First, step.Count).Any(number => !progress.HasEvent(step.Name, number)))
        {
            var number = await context.WaitForExternalEvent<int>(step.Name);
            if (!progress.TakeEvent(step.Name, number) && step.Once)
            {
                return $"{step.Name}:{number}-again";
            }
        }

        return step.Outcome;
    }
}
