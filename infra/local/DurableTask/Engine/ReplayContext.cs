using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Engine;

/// <summary>
/// The context that an orchestrator's code sees. It turns each request into an event with a number and leaves a task open for
/// the answer; it neither knows nor cares whether the answer comes from the history or from the world.
/// </summary>
internal sealed class ReplayContext(ExecutionIdentity identity, EngineServices services, TurnScheduler scheduler) : TaskOrchestrationContext
{
    private readonly ExternalEvents _events = new(services.Converter, scheduler);
    private readonly List<OutgoingEvent> _requests = [];
    private int _nextTaskId;
    private int _guidCount;

    public DateTime Now { get; set; }

    public bool Replaying { get; set; }

    public object? TypedInput { get; set; }

    public string? CustomStatus { get; private set; }

    public ContinueAsNewRequest? NextExecution { get; private set; }

    public OpenTasks Open { get; } = new();

    public override TaskName Name => identity.Name;

    public override string InstanceId => identity.InstanceId;

    public override ParentOrchestrationInstance? Parent => identity.Parent;

    public override string Version => identity.Version;

    public override DateTime CurrentUtcDateTime => Now;

    public override bool IsReplaying => Replaying;

    protected override ILoggerFactory LoggerFactory => services.Loggers;

    public override T? GetInput<T>()
        where T : default => TypedInput is T typed ? typed : services.Converter.Deserialize<T>(identity.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        try
        {
            RefuseOptionsAsInput(input, options, nameof(input));
            var (data, version) = (services.Converter.Serialize(input), options?.Version?.Version ?? identity.Version);
            var call = new TaskScheduled(_nextTaskId, name.Name, version, data, Tags(options));
            return options?.Retry is { } retry ? RetryAsync<TResult>(call, retry) : Ask<TResult>(call);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As officially, what is wrong with a call is told to whoever awaits it.
            return Task.FromException<TResult>(e);
        }
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        try
        {
            RefuseOptionsAsInput(input, options, nameof(input));
            var (data, version) = (services.Converter.Serialize(input), options?.Version?.Version ?? services.Options.DefaultVersion);
            var instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
            var call = new SubOrchestrationCreated(_nextTaskId, orchestratorName.Name, version, instanceId, data, Tags(options));
            return options?.Retry is { } retry ? RetryAsync<TResult>(call, retry) : Ask<TResult>(call);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Task.FromException<TResult>(e);
        }
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var taskId = _nextTaskId;
        var timer = Ask<object?>(new TimerCreated(taskId, fireAt.ToUniversalTime()));
        using (cancellationToken.Register(() => Cancel(taskId, cancellationToken)))
        {
            await timer;
        }
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        RequireTurn();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return _events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        RequireTurn();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        _requests.Add(new EventSent(_nextTaskId++, instanceId, eventName, services.Converter.Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        RequireTurn();
        CustomStatus = services.Converter.Serialize(customStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireTurn();
        NextExecution = new ContinueAsNewRequest(
            services.Converter.Serialize(options.NewInput),
            string.IsNullOrWhiteSpace(options.NewVersion) ? identity.Version : options.NewVersion,
            options.PreserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        RequireTurn();
        return DeterministicGuid.Create(InstanceId, Now, _guidCount++);
    }

    /// <summary>What the code asked for since the last time this was asked.</summary>
    public OutgoingEvent[] TakeRequests()
    {
        var requests = _requests.ToArray();
        _requests.Clear();
        return requests;
    }

    public void Answer(int taskId, string? result)
    {
        if (Open.TryClose(taskId, out var task))
        {
            task.Answer(result);
        }
    }

    public void Fail(int taskId, TaskFailureDetails failure)
    {
        if (Open.TryClose(taskId, out var task))
        {
            var name = task.Request switch
            {
                TaskScheduled scheduled => scheduled.Name,
                SubOrchestrationCreated created => created.Name,
                _ => string.Empty,
            };
            task.Fail(new TaskFailedException(name, taskId, failure));
        }
    }

    public void Raise(string name, string? input) => _events.Raise(name, input);

    public IReadOnlyList<(string Name, string? Input)> TakeBufferedEvents() => _events.TakeAllBuffered();

    private static void RefuseOptionsAsInput(object? input, TaskOptions? options, string parameter)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException($"{nameof(TaskOptions)} were given as the input. Give them as the options.", parameter);
        }
    }

    private static Dictionary<string, string>? Tags(TaskOptions? options) =>
        options?.Tags is { Count: > 0 } tags ? new Dictionary<string, string>(tags) : null;

    private Task<T> RetryAsync<T>(TaskScheduled call, TaskRetryOptions retry) =>
        RetryLoop.RunAsync(this, () => Ask<T>(call with { TaskId = _nextTaskId }), retry);

    private Task<T> RetryAsync<T>(SubOrchestrationCreated call, TaskRetryOptions retry) =>
        RetryLoop.RunAsync(this, () => Ask<T>(call with { TaskId = _nextTaskId }), retry);

    /// <param name="request">What the code asks for, under the next number.</param>
    private Task<T> Ask<T>(OutgoingEvent request)
    {
        RequireTurn();
        var task = new OpenTask<T>(_nextTaskId++, request, isNew: !Replaying, services.Converter);
        Open.Add(task);
        _requests.Add(request);
        return task.Task;
    }

    private void Cancel(int taskId, CancellationToken token)
    {
        if (scheduler.Check() && Open.TryClose(taskId, out var task))
        {
            task.Cancel(token);
        }
    }

    private void RequireTurn()
    {
        if (!scheduler.Check())
        {
            throw new InvalidOperationException(
                "The orchestration context was used outside the orchestrator's turn. "
                + "Await only tasks of the context, without ConfigureAwait(false).");
        }
    }
}
