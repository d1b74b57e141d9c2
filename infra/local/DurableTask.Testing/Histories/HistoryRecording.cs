using DurableTask.Core;
using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Testing.Histories;

/// <summary>
/// Leaves out of a history what differs from one run to the next and says nothing to an orchestrator: ids of executions, traces, stacks,
/// and when within an episode something was written down.
/// </summary>
internal static class HistoryRecording
{
    private const string Execution = "execution";

    public static IReadOnlyList<HistoryEvent> Of(IEnumerable<HistoryEvent> events)
    {
        // A copy: the events belong to whoever told them.
        var copy = HistoryJson.Read(HistoryJson.Write(events));
        return [.. Episode.In(copy).SelectMany(episode => episode.Events.Select(item => Normalize(item, episode.Events[0].Timestamp)))];
    }

    private static HistoryEvent Normalize(HistoryEvent item, DateTime time)
    {
        item.Timestamp = time;
        switch (item)
        {
            case ExecutionStartedEvent e:
                (e.ParentTraceContext, e.Correlation) = (null, null);
                e.OrchestrationInstance = WithoutExecution(e.OrchestrationInstance);
                if (e.ParentInstance is { } parent)
                {
                    parent.OrchestrationInstance = WithoutExecution(parent.OrchestrationInstance);
                }

                return e;
            case TaskScheduledEvent e:
                e.ParentTraceContext = null;
                return e;
            case EventRaisedEvent e:
                e.ParentTraceContext = null;
                return e;
            case SubOrchestrationInstanceCreatedEvent e:
                e.ClientSpanId = null;
                return e;
            default:
                return WithoutStack(item);
        }
    }

    private static HistoryEvent WithoutStack(HistoryEvent item) => item switch
    {
        TaskFailedEvent { FailureDetails: { } failure } e =>
            new TaskFailedEvent(e.EventId, e.TaskScheduledId, e.Reason, e.Details, WithoutStack(failure)) { Timestamp = e.Timestamp },
        SubOrchestrationInstanceFailedEvent { FailureDetails: { } failure } e =>
            new SubOrchestrationInstanceFailedEvent(e.EventId, e.TaskScheduledId, e.Reason, e.Details, WithoutStack(failure))
            {
                Timestamp = e.Timestamp,
            },
        ExecutionCompletedEvent { FailureDetails: { } failure } e =>
            new ExecutionCompletedEvent(e.EventId, e.Result, e.OrchestrationStatus, WithoutStack(failure)) { Timestamp = e.Timestamp },
        _ => item,
    };

    private static FailureDetails? WithoutStack(FailureDetails? failure) => failure is null
        ? null
        : new FailureDetails(
            failure.ErrorType,
            failure.ErrorMessage,
            stackTrace: null,
            WithoutStack(failure.InnerFailure),
            failure.IsNonRetriable,
            failure.Properties);

    private static OrchestrationInstance WithoutExecution(OrchestrationInstance instance) =>
        new() { InstanceId = instance.InstanceId, ExecutionId = Execution };
}
