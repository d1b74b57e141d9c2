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
        _lane = new WorkLane<ActivityCall>(services.Options.MaxConcurrentActivities, RunAsync);
    }

    public void Add(ActivityCall call) => _lane.Add(call);

    public Task StopAsync() => _lane.StopAsync();

    [SuppressMessage("Design", "CA1031", Justification = "Whatever an activity throws is its result.")]
    private async Task RunAsync(ActivityCall call)
    {
        IncomingEvent outcome;
        try
        {
            outcome = await InvokeAsync(call).ConfigureAwait(false);
        }
        catch (ActivityInterruptedException)
        {
            return;
        }
        catch (Exception e)
        {
            outcome = new TaskFailed(call.Task.TaskId, TaskFailureDetails.FromException(e));
        }

        _report(call, outcome);
    }

    private async Task<IncomingEvent> InvokeAsync(ActivityCall call)
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
internal sealed record ActivityCall(string InstanceId, long Seq, int Generation, TaskScheduled Task);
