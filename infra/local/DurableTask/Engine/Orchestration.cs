using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Engine;

/// <summary>
/// One execution of an orchestrator, alive in memory. Events go in, requests come out, and nothing else passes: whether the
/// events are new or come from the history makes no difference to it.
/// </summary>
internal sealed class Orchestration
{
    private readonly ExecutionIdentity _identity;
    private readonly ReplayContext _context;
    private readonly TurnScheduler _scheduler;
    private readonly OrchestratorCode _code;
    private readonly FailureDetailsFactory _failures;
    private readonly List<IncomingEvent> _held = [];
    private IReadOnlyList<IncomingEvent> _incoming = [];
    private ExecutionCompleted? _abandonment;

    public Orchestration(ExecutionIdentity identity, EngineServices services, Action onStray)
    {
        (_identity, _failures) = (identity, services.Failures);
        _scheduler = new TurnScheduler(onStray);
        _context = new ReplayContext(identity, services, _scheduler);
        _code = new OrchestratorCode(identity, services, _context, _scheduler);
    }

    public bool Started { get; private set; }

    public bool Suspended { get; private set; }

    /// <summary>How it ended; null while it has not.</summary>
    public ExecutionCompleted? Completion { get; private set; }

    /// <summary>How it begins again; null unless it has ended to do so.</summary>
    public ContinueAsNewRequest? NextExecution { get; private set; }

    /// <summary>Whether it has had a turn of its own, beside those of the past.</summary>
    public bool HasRun { get; private set; }

    /// <summary>The number that the next event gets.</summary>
    public int EventCount { get; private set; }

    /// <summary>The time of the last turn.</summary>
    public DateTime LastTurn { get; private set; }

    public string? CustomStatus => _context.CustomStatus;

    public bool Strayed => _scheduler.Strayed;

    /// <summary>Whether its code has failed, be it that what it asked for is still awaited.</summary>
    public bool HasFailed => Completion?.Failure is not null || _code.HasFailed;

    /// <summary>What was asked for and is not answered.</summary>
    public OpenTasks Open => _context.Open;

    public OrchestrationRuntimeStatus Status => this switch
    {
        { Completion: { } end } => end.Status,
        { Suspended: true } => OrchestrationRuntimeStatus.Suspended,
        { Started: true } => OrchestrationRuntimeStatus.Running,
        _ => OrchestrationRuntimeStatus.Pending,
    };

    /// <summary>Whether an event is news: an answer that nobody waits for is not.</summary>
    public bool Accepts(IncomingEvent item) => item switch
    {
        ExecutionStarted => !Started,
        ExecutionSuspended => !Suspended,
        ExecutionResumed => Suspended,
        _ => Answered(item) is not { } taskId || Open.Awaits(taskId),
    };

    /// <summary>Runs a turn on new events; returns what the code asked for.</summary>
    public OutgoingEvent[] Run(DateTime at, IReadOnlyList<IncomingEvent> incoming)
    {
        _context.Replaying = false;
        HasRun = true;
        return Execute(at, incoming);
    }

    /// <summary>Runs a turn of the past again.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code asks for something else than it did then.</exception>
    public void Replay(HistoryBatch batch)
    {
        _context.Replaying = true;
        var incoming = new List<IncomingEvent>(batch.Events.Count);
        incoming.AddRange(batch.Events.OfType<IncomingEvent>());
        var requests = Execute(batch.At, incoming);
        HistoryMatch.Require(batch, batch.First + incoming.Count, requests);
    }

    /// <summary>Whether it was found that its history can't be replayed, so that it can only fail.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Gives up: its history can't be replayed, and only its failure remains to be recorded.</summary>
    public void Abandon(TaskFailureDetails failure, int eventCount)
    {
        IsAbandoned = true;
        EventCount = eventCount;
        _abandonment = OrchestratorCode.Failure(failure);
    }

    /// <summary>The last events of an execution that was given up.</summary>
    public OutgoingEvent[] Abandoned()
    {
        Completion = _abandonment;
        EventCount++;
        return [_abandonment!];
    }

    public IReadOnlyList<(string Name, string? Input)> TakeBufferedEvents() => _context.TakeBufferedEvents();

    /// <summary>The task that an event answers; none for an event that answers no task.</summary>
    private static int? Answered(IncomingEvent item) => item switch
    {
        TaskCompleted e => e.TaskId,
        TaskFailed e => e.TaskId,
        SubOrchestrationCompleted e => e.TaskId,
        SubOrchestrationFailed e => e.TaskId,
        TimerFired e => e.TaskId,
        _ => null,
    };

    private OutgoingEvent[] Execute(DateTime at, IReadOnlyList<IncomingEvent> incoming)
    {
        LastTurn = _context.Now = at;
        _incoming = incoming;
        _scheduler.Run(static self => ((Orchestration)self!).ReceiveAll(), this);
        _incoming = [];
        ObserveCode();
        var requests = _context.TakeRequests();
        if (Completion is not null)
        {
            requests = [.. requests, Completion];
        }

        EventCount += incoming.Count + requests.Length;
        return requests;
    }

    private void ReceiveAll()
    {
        for (var i = 0; i < _incoming.Count; i++)
        {
            Receive(_incoming[i]);
        }
    }

    private void Receive(IncomingEvent item)
    {
        switch (item)
        {
            case ExecutionTerminated end:
                Completion ??= new ExecutionCompleted(OrchestrationRuntimeStatus.Terminated, end.Output, null);
                break;
            case ExecutionSuspended:
                Suspended = true;
                break;
            case ExecutionResumed:
                Suspended = false;
                Release();
                break;
            case ExecutionStarted:
                Started = true;
                _held.Insert(0, item);
                Release();
                break;
            default:
                Take(item);
                break;
        }
    }

    private void Take(IncomingEvent item)
    {
        if (Started && !Suspended)
        {
            Apply(item);
            return;
        }

        _held.Add(item);
        if (Suspended && Answered(item) is { } taskId)
        {
            Open.Reserve(taskId);
        }
    }

    private void Release()
    {
        if (Suspended || !Started)
        {
            return;
        }

        for (var i = 0; i < _held.Count; i++)
        {
            Apply(_held[i]);
        }

        _held.Clear();
    }

    private void Apply(IncomingEvent item)
    {
        if (Completion is not null)
        {
            return;
        }

        switch (item)
        {
            case ExecutionStarted:
                Completion = _code.Start();
                break;
            case TaskCompleted e:
                _context.Answer(e.TaskId, e.Result);
                break;
            case SubOrchestrationCompleted e:
                _context.Answer(e.TaskId, e.Result);
                break;
            case TaskFailed e:
                _context.Fail(e.TaskId, e.Failure);
                break;
            case SubOrchestrationFailed e:
                _context.Fail(e.TaskId, e.Failure);
                break;
            case TimerFired e:
                _context.Answer(e.TaskId, null);
                break;
            case EventRaised e:
                Raise(e);
                break;
            case ExecutionRewound:
                break;
            default:
                throw new InvalidOperationException($"{item.GetType().Name} is not an event for code.");
        }
    }

    /// <summary>A payload that can't be read fails the instance, beyond the reach of its code: so it does in the official engine.</summary>
    private void Raise(EventRaised item)
    {
        try
        {
            _context.Raise(item.Name, item.Input);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Completion = OrchestratorCode.Failure(_failures.Of(e));
        }
    }

    private void ObserveCode()
    {
        if (Completion is not null)
        {
            return;
        }

        if (_scheduler.Strayed)
        {
            Completion = OrchestratorCode.Failure(EngineFailures.NonDeterministic(
                $"Orchestrator '{_identity.Name}' was continued by something other than its context at event {EventCount}. "
                + "Await only tasks of the context: timers, activities, sub-orchestrations and events."));
        }
        else if (_code.HasEnded && !Open.Any)
        {
            // As in the official engine, an end waits for whatever the code asked for and did not cancel.
            NextExecution = _code.HasFailed ? null : _context.NextExecution;
            Completion = NextExecution is null ? _code.End() : null;
        }
    }
}
