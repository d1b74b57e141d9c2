using System.Diagnostics.CodeAnalysis;
using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Runs activities and reports what came of them. A call that does not live to report is made again after a restart.</summary>
internal sealed class ActivityRunner
{
    private readonly EngineServices _services;
    private readonly Action<ActivityCall, IncomingEvent> _report;
    private readonly WorkLane<ActivityCall> _lane;
    private readonly IServiceScopeFactory _scopes;

    public ActivityRunner(EngineServices services, Action<ActivityCall, IncomingEvent> report)
    {
        (_services, _report) = (services, report);
        _scopes = services.Services.GetRequiredService<IServiceScopeFactory>();
        _lane = new WorkLane<ActivityCall>(services.Options.MaxConcurrentActivities, new InOrder<ActivityCall>(), ExecuteAsync);
    }

    public void Add(ActivityCall call) => _lane.Add(call);

    /// <summary>
    /// Runs an activity in its turn with the others; the outcome goes to the caller alone, null if it gave up because the host stops.
    /// </summary>
    public Task<IncomingEvent?> RunAsync(ActivityCall call)
    {
        var outcome = new TaskCompletionSource<IncomingEvent?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _lane.Add(call with { Outcome = outcome });
        return outcome.Task;
    }

    public Task StopAsync() => _lane.StopAsync();

    private async Task ExecuteAsync(ActivityCall call)
    {
        var outcome = await OutcomeOfAsync(call).ConfigureAwait(false);
        if (call.Outcome is { } caller)
        {
            caller.TrySetResult(outcome);
        }
        else if (outcome is not null)
        {
            _report(call, outcome);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever an activity throws is its result.")]
    private async ValueTask<IncomingEvent?> OutcomeOfAsync(ActivityCall call)
    {
        try
        {
            return await InvokeAsync(call).ConfigureAwait(false);
        }
        catch (ActivityInterruptedException)
        {
            return null;
        }
        catch (Exception e)
        {
            return new TaskFailed(call.Task.TaskId, _services.Failures.Of(e));
        }
    }

    private async ValueTask<IncomingEvent> InvokeAsync(ActivityCall call)
    {
        var task = call.Task;
        if (_services.Registry.FindActivity(task.Name, task.Version) is not { } factory)
        {
            return new TaskFailed(task.TaskId, EngineFailures.ActivityNotFound(task.Name));
        }

        await using var services = new ActivityServices(_scopes);
        var activity = factory(services);
        var input = _services.Converter.Deserialize(task.Input, activity.InputType);
        var context = new ActivityContext(task.Name, call.InstanceId, task.Version);
        var output = await activity.RunAsync(context, input).ConfigureAwait(false);
        return new TaskCompleted(task.TaskId, _services.Converter.Serialize(output));
    }

    private sealed class ActivityContext(string name, string instanceId, string version) : TaskActivityContext
    {
        public override TaskName Name => name;

        public override string InstanceId => instanceId;

        public override string Version => version;
    }
}

/// <summary>A call of an activity by a certain execution of an instance.</summary>
internal sealed record ActivityCall(string InstanceId, long Seq, int Generation, TaskScheduled Task)
{
    /// <summary>Who waits for the outcome; null: the instance.</summary>
    public TaskCompletionSource<IncomingEvent?>? Outcome { get; init; }
}
