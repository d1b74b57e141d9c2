using Integration.Local.DurableTask.History;

namespace Integration.Local.DurableTask.Tests.Crash;

/// <summary>What is true of every history, whatever the workload.</summary>
internal static class HistoryAudit
{
    public static IEnumerable<string> Check(Instance instance) =>
        Numbers(instance).Concat(Beginning(instance)).Concat(End(instance)).Concat(Answers(instance))
            .Select(finding => $"The history of {instance.Id} {finding}");

    private static IEnumerable<string> Numbers(Instance instance)
    {
        var next = 0;
        foreach (var batch in instance.History)
        {
            if (batch.First != next)
            {
                yield return $"goes on at {batch.First} after {next - 1}.";
            }

            next = batch.First + batch.Events.Count;
        }

        var (last, disorder) = (DateTime.MinValue, false);
        foreach (var batch in instance.History)
        {
            (last, disorder) = (batch.At, disorder || batch.At < last);
        }

        if (disorder)
        {
            yield return "goes back in time.";
        }
    }

    private static IEnumerable<string> Beginning(Instance instance)
    {
        var begins = instance.Events.Count(item => item is ExecutionStarted);
        if (begins > 1 || (begins == 0 && instance.Status != "Terminated"))
        {
            yield return $"begins {begins} times.";
        }
    }

    private static IEnumerable<string> End(Instance instance)
    {
        var ends = instance.Events.OfType<ExecutionCompleted>().ToList();
        if (ends.Count != 1 || instance.Events[^1] != ends[0])
        {
            yield return $"has {ends.Count} ends, or goes on after its end.";
        }
        else if ($"{ends[0].Status}" != instance.Status)
        {
            yield return $"ends as {ends[0].Status}, and the instance is {instance.Status}.";
        }

        if (instance.IsBusy)
        {
            yield return "has ended, and the instance is still busy or has a timer.";
        }
    }

    private static IEnumerable<string> Answers(Instance instance)
    {
        var open = new Dictionary<int, string>();
        foreach (var item in instance.Events)
        {
            if (item is OutgoingEvent and not ExecutionCompleted)
            {
                var (id, kind) = Asked(item);
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

        if (instance.Status == "Completed" && open.Values.Any(kind => kind is "activity" or "sub-orchestration"))
        {
            yield return "has ended with a task open that is awaited.";
        }
    }

    private static (int Id, string Kind) Asked(HistoryEvent item) => item switch
    {
        TaskScheduled e => (e.TaskId, "activity"),
        SubOrchestrationCreated e => (e.TaskId, "sub-orchestration"),
        TimerCreated e => (e.TaskId, "timer"),
        EventSent e => (e.TaskId, "event"),
        _ => throw new InvalidOperationException($"{item} is no request."),
    };

    private static (int Id, string Kind)? Answered(HistoryEvent item) => item switch
    {
        TaskCompleted e => (e.TaskId, "activity"),
        TaskFailed e => (e.TaskId, "activity"),
        SubOrchestrationCompleted e => (e.TaskId, "sub-orchestration"),
        SubOrchestrationFailed e => (e.TaskId, "sub-orchestration"),
        TimerFired e => (e.TaskId, "timer"),
        _ => null,
    };
}
