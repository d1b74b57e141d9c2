using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Tests.Crash;

/// <summary>The orchestrator: plays a script.</summary>
internal sealed class Player(Workload workload)
{
    private const string Never = "never";
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(2);

    public async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        var progress = Progress.Parse(input);
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
                return await ReceiveAsync(context, receive);
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

    private static Task<string> CallAsync(TaskOrchestrationContext context, Act act) => context.CallActivityAsync<string>(
        Script.Activity,
        Work.Input(act),
        act.Failures == 0 ? null : TaskOptions.FromRetryPolicy(new RetryPolicy(act.Failures + 1, RetryInterval)));

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

    /// <summary>Takes the numbers that are next; what comes again is passed over where it may, and a gap is the outcome.</summary>
    private static async Task<string> ReceiveAsync(TaskOrchestrationContext context, Receive step)
    {
        for (var next = step.First; next < step.First + step.Count;)
        {
            var number = await context.WaitForExternalEvent<int>(step.Name);
            if (number > next || (number < next && step.Once))
            {
                return $"{step.Name}:{number}-instead-of-{next}";
            }

            next = Math.Max(next, number + 1);
        }

        return step.Outcome;
    }
}
