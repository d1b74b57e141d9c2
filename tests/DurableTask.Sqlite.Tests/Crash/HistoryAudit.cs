using DurableTask.Core;
using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>What is true of every history, whatever the workload.</summary>
internal static class HistoryAudit
{
    public static IEnumerable<string> Check(Instance instance) =>
        Numbers(instance).Concat(Beginning(instance)).Concat(End(instance)).Concat(Answers(instance))
            .Select(finding => $"The history of {instance.Id} {finding}");

    private static IEnumerable<string> Numbers(Instance instance)
    {
        var next = 0;
        foreach (var (first, events) in instance.History)
        {
            if (first != next)
            {
                yield return $"goes on at {first} after {next - 1}.";
            }

            next = first + events.Count;
        }

        var times = instance.Events.OfType<OrchestratorStartedEvent>().Select(item => item.Timestamp).ToList();
        if (!times.SequenceEqual(times.Order()))
        {
            yield return "goes back in time.";
        }
    }

    private static IEnumerable<string> Beginning(Instance instance)
    {
        var begins = instance.Events.Count(item => item is ExecutionStartedEvent);
        if (begins != 1)
        {
            yield return $"begins {begins} times.";
        }
    }

    private static IEnumerable<string> End(Instance instance)
    {
        var events = instance.Events;
        var ends = events.OfType<ExecutionCompletedEvent>().ToList();

        // What comes with a termination still runs the code, which may ask for more; nothing comes after that work item.
        var isLast = ends.Count == 1 && events.SkipWhile(item => item != ends[0]).Skip(1).SkipLast(1).All(item => Asked(item) is not null);
        if (!isLast || events[^1] is not OrchestratorCompletedEvent)
        {
            yield return $"has {ends.Count} ends, or goes on after its end.";
        }
        else if (ends[0].OrchestrationStatus != instance.Status)
        {
            yield return $"ends as {ends[0].OrchestrationStatus}, and the instance is {instance.Status}.";
        }

        if (instance.IsBusy)
        {
            yield return "has ended, and the instance still has messages, timers or calls.";
        }
    }

    private static IEnumerable<string> Answers(Instance instance)
    {
        var open = new Dictionary<int, string>();
        foreach (var item in instance.Events)
        {
            if (Asked(item) is var (id, kind))
            {
                if (!open.TryAdd(id, kind))
                {
                    yield return $"asks for task {id} twice.";
                }
            }
            else if (Answered(item) is var (task, answer) && !(open.TryGetValue(task, out var asked) && asked == answer))
            {
                yield return $"has an answer of {answer} to task {task}, which was not asked for or is answered.";
            }
            else if (Answered(item) is var (answered, _))
            {
                open[answered] = "nothing more";
            }
        }

        if (instance.Status == OrchestrationStatus.Completed && open.Values.Any(kind => kind is "activity" or "sub-orchestration"))
        {
            yield return "has ended with a task open that is awaited.";
        }
    }

    private static (int Id, string Kind)? Asked(HistoryEvent item) => item switch
    {
        TaskScheduledEvent => (item.EventId, "activity"),
        SubOrchestrationInstanceCreatedEvent => (item.EventId, "sub-orchestration"),
        TimerCreatedEvent => (item.EventId, "timer"),
        EventSentEvent => (item.EventId, "event"),
        _ => null,
    };

    private static (int Id, string Kind)? Answered(HistoryEvent item) => item switch
    {
        TaskCompletedEvent e => (e.TaskScheduledId, "activity"),
        TaskFailedEvent e => (e.TaskScheduledId, "activity"),
        SubOrchestrationInstanceCompletedEvent e => (e.TaskScheduledId, "sub-orchestration"),
        SubOrchestrationInstanceFailedEvent e => (e.TaskScheduledId, "sub-orchestration"),
        TimerFiredEvent e => (e.TimerId, "timer"),
        _ => null,
    };
}
