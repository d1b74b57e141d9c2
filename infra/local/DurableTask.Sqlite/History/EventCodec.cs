using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Serializing;
using DurableTask.Core.Tracing;

namespace Integration.Local.DurableTask.Sqlite.History;

/// <summary>
/// One official history event as bytes: its kind, which is the number of its <see cref="EventType"/> and never changes, what all events
/// have, and its own properties. All data members of the official events are kept.
/// </summary>
internal static class EventCodec
{
    public static void Write(EventWriter to, HistoryEvent item)
    {
        to.Byte((byte)item.EventType);
        to.Number(item.EventId);
        to.Flag(item.IsPlayed);
        to.Time(item.Timestamp);
        switch (item)
        {
            case TaskScheduledEvent e:
                to.Text(e.Name);
                to.Text(e.Version);
                to.Text(e.Input);
                Write(to, e.ParentTraceContext);
                to.Map(e.Tags);
                break;
            case TaskCompletedEvent e:
                to.Number(e.TaskScheduledId);
                to.Text(e.Result);
                break;
            case TimerCreatedEvent e:
                to.Time(e.FireAt);
                break;
            case TimerFiredEvent e:
                to.Number(e.TimerId);
                to.Time(e.FireAt);
                break;
            case OrchestratorStartedEvent or OrchestratorCompletedEvent:
                break;
            case EventRaisedEvent e:
                to.Text(e.Name);
                to.Text(e.Input);
                Write(to, e.ParentTraceContext);
                break;
            case EventSentEvent e:
                to.Text(e.InstanceId);
                to.Text(e.Name);
                to.Text(e.Input);
                break;
            case GenericEvent e:
                to.Text(e.Data);
                break;
            case HistoryStateEvent e:
                // No longer written by the framework; it is kept as the framework would keep it.
                to.Text(JsonDataConverter.Default.Serialize(e.State));
                break;
            default:
                WriteLife(to, item);
                break;
        }
    }

    public static HistoryEvent Read(ref EventReader from)
    {
        var kind = (EventType)from.Byte();
        var (id, played, time) = (from.Number(), from.Flag(), from.Time());
        var item = kind switch
        {
            EventType.TaskScheduled => ReadTaskScheduled(ref from, id),
            EventType.TaskCompleted => new TaskCompletedEvent(id, from.Number(), from.Text()),
            EventType.TimerCreated => new TimerCreatedEvent(id, from.Time()),
            EventType.TimerFired => new TimerFiredEvent(id) { TimerId = from.Number(), FireAt = from.Time() },
            EventType.OrchestratorStarted => new OrchestratorStartedEvent(id),
            EventType.OrchestratorCompleted => new OrchestratorCompletedEvent(id),
            EventType.EventRaised => ReadEventRaised(ref from, id),
            EventType.EventSent => new EventSentEvent(id) { InstanceId = from.Text(), Name = from.Text(), Input = from.Text() },
            EventType.GenericEvent => new GenericEvent(id, from.Text()),
            EventType.HistoryState => new HistoryStateEvent(id, JsonDataConverter.Default.Deserialize<OrchestrationState>(from.Text())),
            _ => ReadLife(ref from, kind, id),
        };
        (item.IsPlayed, item.Timestamp) = (played, time);
        return item;
    }

    public static void Write(EventWriter to, ParentInstance? parent)
    {
        to.Flag(parent is not null);
        if (parent is not null)
        {
            to.Text(parent.Name);
            to.Text(parent.Version);
            to.Number(parent.TaskScheduleId);
            Write(to, parent.OrchestrationInstance);
        }
    }

    public static ParentInstance? ReadParent(ref EventReader from) => from.Flag()
        ? new ParentInstance
        {
            Name = from.Text(), Version = from.Text(), TaskScheduleId = from.Number(), OrchestrationInstance = ReadInstance(ref from),
        }
        : null;

    /// <summary>The start, the end and what comes in between from outside or from a child.</summary>
    private static void WriteLife(EventWriter to, HistoryEvent item)
    {
        switch (item)
        {
            case ExecutionStartedEvent e:
                WriteStarted(to, e);
                break;
            case ExecutionCompletedEvent e:
                to.Number((int)e.OrchestrationStatus);
                to.Text(e.Result);
                FailureCodec.Write(to, e.FailureDetails);
                break;
            case TaskFailedEvent e:
                WriteFailed(to, e.TaskScheduledId, e.Reason, e.Details, e.FailureDetails);
                break;
            case SubOrchestrationInstanceFailedEvent e:
                WriteFailed(to, e.TaskScheduledId, e.Reason, e.Details, e.FailureDetails);
                break;
            case SubOrchestrationInstanceCreatedEvent e:
                to.Text(e.Name);
                to.Text(e.Version);
                to.Text(e.InstanceId);
                to.Text(e.Input);
                to.Text(e.ClientSpanId);
                to.Map(e.Tags);
                break;
            case SubOrchestrationInstanceCompletedEvent e:
                to.Number(e.TaskScheduledId);
                to.Text(e.Result);
                break;
            case ExecutionTerminatedEvent e:
                to.Text(e.Input);
                break;
            case ExecutionSuspendedEvent e:
                to.Text(e.Reason);
                break;
            case ExecutionResumedEvent e:
                to.Text(e.Reason);
                break;
            case ExecutionRewoundEvent e:
                to.Text(e.Reason);
                to.Text(e.ParentExecutionId);
                to.Text(e.InstanceId);
                Write(to, e.ParentTraceContext);
                break;
            default:
                throw new NotSupportedException($"The store does not know history events of type {item.GetType()}.");
        }
    }

    private static HistoryEvent ReadLife(ref EventReader from, EventType kind, int id) => kind switch
    {
        EventType.ExecutionStarted => ReadStarted(ref from, id),
        EventType.ExecutionCompleted => ReadCompleted(ref from, id),
        EventType.ContinueAsNew => ReadContinuedAsNew(ref from, id),
        EventType.TaskFailed =>
            new TaskFailedEvent(id, from.Number(), from.Text(), from.Text(), FailureCodec.Read(ref from)),
        EventType.SubOrchestrationInstanceFailed =>
            new SubOrchestrationInstanceFailedEvent(id, from.Number(), from.Text(), from.Text(), FailureCodec.Read(ref from)),
        EventType.SubOrchestrationInstanceCreated => new SubOrchestrationInstanceCreatedEvent(id)
        {
            Name = from.Text(),
            Version = from.Text(),
            InstanceId = from.Text(),
            Input = from.Text(),
            ClientSpanId = from.Text(),
            Tags = from.Map(),
        },
        EventType.SubOrchestrationInstanceCompleted => new SubOrchestrationInstanceCompletedEvent(id, from.Number(), from.Text()),
        EventType.ExecutionTerminated => new ExecutionTerminatedEvent(id, from.Text()),
        EventType.ExecutionSuspended => new ExecutionSuspendedEvent(id, from.Text()),
        EventType.ExecutionResumed => new ExecutionResumedEvent(id, from.Text()),
        EventType.ExecutionRewound => new ExecutionRewoundEvent(id, from.Text())
        {
            ParentExecutionId = from.Text(), InstanceId = from.Text(), ParentTraceContext = ReadTrace(ref from),
        },
        _ => throw new InvalidDataException($"{(byte)kind} is no kind of event."),
    };

    private static TaskScheduledEvent ReadTaskScheduled(ref EventReader from, int id) => new(id)
    {
        Name = from.Text(),
        Version = from.Text(),
        Input = from.Text(),
        ParentTraceContext = ReadTrace(ref from),
        Tags = from.Map(),
    };

    private static EventRaisedEvent ReadEventRaised(ref EventReader from, int id)
    {
        var name = from.Text();
        return new EventRaisedEvent(id, from.Text()) { Name = name, ParentTraceContext = ReadTrace(ref from) };
    }

    private static void WriteFailed(EventWriter to, int task, string? reason, string? details, FailureDetails? failure)
    {
        to.Number(task);
        to.Text(reason);
        to.Text(details);
        FailureCodec.Write(to, failure);
    }

    private static void WriteStarted(EventWriter to, ExecutionStartedEvent e)
    {
        Write(to, e.OrchestrationInstance);
        Write(to, e.ParentInstance);
        to.Text(e.Name);
        to.Text(e.Version);
        to.Text(e.Input);
        to.Map(e.Tags);
        to.Text(e.Correlation);
        Write(to, e.ParentTraceContext);
        to.Time(e.ScheduledStartTime);
        to.Number(e.Generation ?? -1);
        to.Flag(e.Generation is not null);
        to.Flag(e.GenerateNewTrace);
    }

    private static ExecutionStartedEvent ReadStarted(ref EventReader from, int id)
    {
        var (instance, parent) = (ReadInstance(ref from), ReadParent(ref from));
        var (name, version, input) = (from.Text(), from.Text(), from.Text());
        var started = new ExecutionStartedEvent(id, input)
        {
            OrchestrationInstance = instance,
            ParentInstance = parent,
            Name = name,
            Version = version,
            Tags = from.Map(),
            Correlation = from.Text(),
            ParentTraceContext = ReadTrace(ref from),
            ScheduledStartTime = from.TimeOrNull(),
        };
        var generation = from.Number();
        started.Generation = from.Flag() ? generation : null;
        started.GenerateNewTrace = from.Flag();
        return started;
    }

    private static ExecutionCompletedEvent ReadCompleted(ref EventReader from, int id)
    {
        var status = (OrchestrationStatus)from.Number();
        return new ExecutionCompletedEvent(id, from.Text(), status, FailureCodec.Read(ref from));
    }

    private static ContinueAsNewEvent ReadContinuedAsNew(ref EventReader from, int id)
    {
        _ = from.Number();
        var item = new ContinueAsNewEvent(id, from.Text());
        _ = FailureCodec.Read(ref from);
        return item;
    }

    private static void Write(EventWriter to, OrchestrationInstance? instance)
    {
        to.Flag(instance is not null);
        if (instance is not null)
        {
            to.Text(instance.InstanceId);
            to.Text(instance.ExecutionId);
        }
    }

    private static OrchestrationInstance? ReadInstance(ref EventReader from) =>
        from.Flag() ? new OrchestrationInstance { InstanceId = from.Text(), ExecutionId = from.Text() } : null;

    private static void Write(EventWriter to, DistributedTraceContext? trace)
    {
        to.Flag(trace is not null);
        if (trace is not null)
        {
            to.Text(trace.TraceParent);
            to.Text(trace.TraceState);
            to.Text(trace.Id);
            to.Text(trace.SpanId);
            to.Flag(trace.ActivityStartTime is not null);
            if (trace.ActivityStartTime is { } start)
            {
                to.Long(start.Ticks);
                to.Number(start.TotalOffsetMinutes);
            }
        }
    }

    private static DistributedTraceContext? ReadTrace(ref EventReader from)
    {
        if (!from.Flag())
        {
            return null;
        }

        var trace = new DistributedTraceContext(from.Text()!, from.Text()) { Id = from.Text(), SpanId = from.Text() };
        trace.ActivityStartTime = from.Flag() ? new DateTimeOffset(from.Long(), TimeSpan.FromMinutes(from.Number())) : null;
        return trace;
    }
}
