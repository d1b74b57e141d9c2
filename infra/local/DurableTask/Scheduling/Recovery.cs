using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>
/// Takes up what was under way when the engine went down: all at once, or, when that has taken the process down twice in sequence, one
/// after the other, each noted before it runs. So the one that is to blame is found, and set aside when it goes on.
/// </summary>
internal sealed partial class Recovery(EngineServices services, InstanceTable table, ActivityRunner activities, CommitQueue commits)
{
    // The first crash may be anybody's, a power cut even; the second is a pattern.
    private const int CarefulFrom = 2;

    // An activity that runs for long stays noted, but does not keep the others waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = services.Loggers.CreateLogger<Recovery>();
    private readonly int _limit = services.Options.MaxCrashes - CarefulFrom;

    /// <summary>Ends when everything has been taken up and what came of it is durable.</summary>
    public async Task RunAsync(UnfinishedWork work)
    {
        foreach (var instance in work.Instances)
        {
            // Whatever comes for it has to come after what was sent before, and be seen to when its activities are taken up.
            table.Hold(instance.Id, MessagesFor(instance));
        }

        try
        {
            if (work.Crashes < CarefulFrom)
            {
                await Task.WhenAll(work.Instances.Select(TakeUpAsync)).ConfigureAwait(false);
            }
            else
            {
                LogCareful(work.Crashes, work.Instances.Count);
                await TryAllAsync(work).ConfigureAwait(false);
            }

            await NoteAsync(store => store.EndRecovery()).ConfigureAwait(false);
        }
        catch (DurableStoreException e)
        {
            LogInterrupted(e);
        }
    }

    private async Task TakeUpAsync(UnfinishedInstance instance)
    {
        var calls = await RunCodeAsync(instance).ConfigureAwait(false);
        await Task.WhenAll(calls.Select(async call =>
        {
            if (await activities.RunAsync(call).ConfigureAwait(false) is { } outcome)
            {
                await AnswerAsync(call, outcome).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
    }

    private async Task TryAllAsync(UnfinishedWork work)
    {
        var longOnes = new List<Task>();
        foreach (var instance in work.Instances.OrderBy(instance => work.CrashesOver(instance)))
        {
            var code = Suspect.Code(instance.Seq);
            if (work.CrashesOver(code) is var crashes && crashes >= _limit)
            {
                await SetAsideAsync(instance, crashes + CarefulFrom).ConfigureAwait(false);
                continue;
            }

            await NoteAsync(store => store.Try(code)).ConfigureAwait(false);
            var calls = await RunCodeAsync(instance).ConfigureAwait(false);
            await NoteAsync(store => store.Acquit(code)).ConfigureAwait(false);
            foreach (var call in calls)
            {
                var trial = TryAsync(call, work.CrashesOver(new Suspect(call.Seq, call.Task.TaskId)));
                await Task.WhenAny(trial, Task.Delay(Patience, services.Time)).ConfigureAwait(false);
                longOnes.Add(trial);
            }
        }

        await Task.WhenAll(longOnes).ConfigureAwait(false);
    }

    private async Task TryAsync(ActivityCall call, int crashes)
    {
        var (suspect, code) = (new Suspect(call.Seq, call.Task.TaskId), Suspect.Code(call.Seq));
        IncomingEvent? outcome;
        if (crashes >= _limit)
        {
            LogActivitySetAside(call.InstanceId, call.Task.Name, crashes + CarefulFrom);
            outcome = new TaskFailed(call.Task.TaskId, EngineFailures.ActivitySetAside(call.Task.Name, crashes + CarefulFrom));
        }
        else
        {
            await NoteAsync(store => store.Try(suspect)).ConfigureAwait(false);
            outcome = await activities.RunAsync(call).ConfigureAwait(false);
        }

        if (outcome is not null)
        {
            // What the orchestrator makes of the answer is not the activity's fault.
            await NoteAsync(store =>
            {
                store.Acquit(suspect);
                store.Try(code);
            }).ConfigureAwait(false);
            await AnswerAsync(call, outcome).ConfigureAwait(false);
            await NoteAsync(store => store.Acquit(code)).ConfigureAwait(false);
        }
    }

    private async Task<List<ActivityCall>> RunCodeAsync(UnfinishedInstance instance)
    {
        var calls = new List<ActivityCall>();
        await ReleaseAsync(instance, receipt => new Message.TakeUp(calls.Add) { Receipt = receipt }).ConfigureAwait(false);
        return calls;
    }

    private async Task SetAsideAsync(UnfinishedInstance instance, int crashes)
    {
        LogOrchestrationSetAside(instance.Id, crashes);
        var failure = EngineFailures.OrchestratorSetAside(crashes);
        await ReleaseAsync(instance, receipt => new Message.SetAside(failure) { Receipt = receipt }).ConfigureAwait(false);
    }

    private Task ReleaseAsync(UnfinishedInstance instance, Func<TaskCompletionSource, Message> first)
    {
        var receipt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        table.Release(instance.Id, first(receipt));
        return receipt.Task;
    }

    private Task AnswerAsync(ActivityCall call, IncomingEvent outcome)
    {
        var receipt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        table.Post(call.InstanceId, Message.Event.Of(call, outcome) with { Receipt = receipt });
        return receipt.Task;
    }

    private static IEnumerable<Message> MessagesFor(UnfinishedInstance instance)
    {
        IEnumerable<Message> messages = instance.Messages.Select(Message.Event.Of);
        return instance.IsDue ? messages.Append(Message.Wake.Up) : messages;
    }

    private Task NoteAsync(Action<StoreSession> change)
    {
        var commit = new NoteCommit(change);
        commits.Enqueue(commit);
        return commit.Done;
    }

    [LoggerMessage(LogLevel.Warning,
        "The process went down {Crashes} times in sequence over what it takes up at the start; "
        + "{Instances} instances are tried one after the other")]
    private partial void LogCareful(int crashes, int instances);

    [LoggerMessage(
        LogLevel.Error, "Activity {Activity} of instance {InstanceId} is set aside: the process went down {Crashes} times over it")]
    private partial void LogActivitySetAside(string instanceId, string activity, int crashes);

    [LoggerMessage(
        LogLevel.Error, "Instance {InstanceId} is set aside: the process went down {Crashes} times over its orchestrator's code")]
    private partial void LogOrchestrationSetAside(string instanceId, int crashes);

    [LoggerMessage(LogLevel.Debug, "The engine stopped before everything was taken up; the next start goes on")]
    private partial void LogInterrupted(Exception reason);
}
