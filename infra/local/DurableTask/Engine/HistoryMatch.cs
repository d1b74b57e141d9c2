using Integration.Local.DurableTask.History;

namespace Integration.Local.DurableTask.Engine;

/// <summary>Compares what replayed code asks for with what its history says it asked for.</summary>
internal static class HistoryMatch
{
    /// <param name="batch">The turn in the history.</param>
    /// <param name="firstRequest">The number of the turn's first outgoing event.</param>
    /// <param name="requests">What the code asked for now.</param>
    /// <exception cref="NonDeterministicOrchestrationException">They differ.</exception>
    public static void Require(HistoryBatch batch, int firstRequest, IReadOnlyList<OutgoingEvent> requests)
    {
        var skip = firstRequest - batch.First;
        var recorded = batch.Events.Count - skip;
        for (var i = 0; i < Math.Max(recorded, requests.Count); i++)
        {
            var then = i < recorded ? batch.Events[skip + i] : null;
            var now = i < requests.Count ? requests[i] : null;
            if (!Same(then, now))
            {
                throw new NonDeterministicOrchestrationException(
                    $"Non-deterministic orchestrator: at event {firstRequest + i} the history has {Describe(then)}, "
                    + $"but the code asked for {Describe(now)}.");
            }
        }
    }

    private static bool Same(HistoryEvent? then, HistoryEvent? now) => (then, now) switch
    {
        (TaskScheduled a, TaskScheduled b) => a.TaskId == b.TaskId && SameName(a.Name, b.Name),
        (SubOrchestrationCreated a, SubOrchestrationCreated b) =>
            a.TaskId == b.TaskId && SameName(a.Name, b.Name) && a.InstanceId == b.InstanceId,
        (TimerCreated a, TimerCreated b) => a.TaskId == b.TaskId,
        (EventSent a, EventSent b) => a.TaskId == b.TaskId && SameName(a.Name, b.Name) && a.InstanceId == b.InstanceId,
        (ExecutionCompleted a, ExecutionCompleted b) => a.Status == b.Status,
        _ => false,
    };

    private static bool SameName(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Describe(HistoryEvent? item) => item switch
    {
        null => "nothing",
        TaskScheduled e => $"activity '{e.Name}' (task {e.TaskId})",
        SubOrchestrationCreated e => $"sub-orchestration '{e.Name}' with id '{e.InstanceId}' (task {e.TaskId})",
        TimerCreated e => $"a timer (task {e.TaskId})",
        EventSent e => $"event '{e.Name}' sent to '{e.InstanceId}' (task {e.TaskId})",
        ExecutionCompleted { Failure: { } failure } e => $"its end as {e.Status} ({failure.ErrorType}: {failure.ErrorMessage})",
        ExecutionCompleted e => $"its end as {e.Status}",
        _ => item.GetType().Name,
    };
}
