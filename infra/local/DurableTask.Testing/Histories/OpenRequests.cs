using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Testing.Histories;

/// <summary>What an instance has asked for and not been told of, as its history says.</summary>
internal static class OpenRequests
{
    /// <summary>
    /// Whether it can go on only by an event or by a timer that is not due yet: all that it called has answered, and all that was due has
    /// fired.
    /// </summary>
    public static bool AreOnlyTimersIn(IEnumerable<HistoryEvent> history, DateTime now)
    {
        var (started, calls, timers) = (false, 0, new HashSet<int>());
        foreach (var item in history)
        {
            started |= item is ExecutionStartedEvent;
            calls += item switch
            {
                TaskScheduledEvent or SubOrchestrationInstanceCreatedEvent => 1,
                TaskCompletedEvent or TaskFailedEvent => -1,
                SubOrchestrationInstanceCompletedEvent or SubOrchestrationInstanceFailedEvent => -1,
                _ => 0,
            };
            if (item is TimerCreatedEvent timer && timer.FireAt <= now)
            {
                timers.Add(timer.EventId);
            }
            else if (item is TimerFiredEvent fired)
            {
                timers.Remove(fired.TimerId);
            }
        }

        return started && calls == 0 && timers.Count == 0;
    }
}
