using DurableTask.Core;
using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>
/// The history of a failed instance without what made it fail, so that its replay asks again for what failed or was lost: calls, timers
/// and children without an answer.
/// </summary>
internal sealed class RewoundHistory
{
    private readonly IReadOnlyList<HistoryEvent> _history;
    private readonly HashSet<HistoryEvent> _removed = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _failedChildren = [];
    private readonly List<HistoryEvent> _answers = [];

    private RewoundHistory(IReadOnlyList<HistoryEvent> history) => _history = history;

    /// <summary>What stays.</summary>
    public IEnumerable<HistoryEvent> Events => _history.Where(item => !_removed.Contains(item));

    /// <summary>Children that are to be rewound too.</summary>
    public IReadOnlyList<string> FailedChildren => _failedChildren;

    /// <summary>Answers of children that ended after the instance did; they are delivered again.</summary>
    public IReadOnlyList<HistoryEvent> Answers => _answers;

    /// <param name="history">The history of a failed instance.</param>
    /// <param name="isCalled">Whether the call of an activity, by its number, is still to be answered.</param>
    /// <param name="child">The state of a child by its id, with its output; null if there is none.</param>
    public static RewoundHistory Of(
        IReadOnlyList<HistoryEvent> history, Func<int, bool> isCalled, Func<string, (OrchestrationStatus Status, string? Output)?> child)
    {
        var rewound = new RewoundHistory(history);
        rewound._removed.UnionWith(history.OfType<ExecutionCompletedEvent>());
        rewound._removed.UnionWith(rewound.Failures());
        rewound.AskAgain(isCalled, child);
        return rewound;
    }

    /// <summary>
    /// A failure from which the code went on, as a retry does, must stay, since what followed stays. Those after the last request are the
    /// ones that ended it. If there are none, an earlier one was kept until the end, and all are taken out.
    /// </summary>
    private List<HistoryEvent> Failures()
    {
        var last = _history.ToList().FindLastIndex(IsRequest);
        var failures = _history.Skip(last + 1).Where(IsFailure).ToList();
        return failures.Count > 0 ? failures : [.. _history.Where(IsFailure)];
    }

    private void AskAgain(Func<int, bool> isCalled, Func<string, (OrchestrationStatus Status, string? Output)?> child)
    {
        var answered = Events.Select(AnsweredRequest).ToHashSet();
        foreach (var item in Events.Where(item => !answered.Contains(item.EventId)).ToList())
        {
            switch (item)
            {
                case TimerCreatedEvent:
                case TaskScheduledEvent when !isCalled(item.EventId):
                    _removed.Add(item);
                    break;
                case SubOrchestrationInstanceCreatedEvent created:
                    AskAgain(created, child(created.InstanceId));
                    break;
                default:
                    break;
            }
        }
    }

    private void AskAgain(SubOrchestrationInstanceCreatedEvent created, (OrchestrationStatus Status, string? Output)? child)
    {
        switch (child?.Status)
        {
            case OrchestrationStatus.Failed:
                _failedChildren.Add(created.InstanceId);
                break;
            case OrchestrationStatus.Completed:
                _answers.Add(new SubOrchestrationInstanceCompletedEvent(-1, created.EventId, child.Value.Output));
                break;
            case null or OrchestrationStatus.Terminated or OrchestrationStatus.Canceled:
                _removed.Add(created);
                break;
            default:
                break;
        }
    }

    private static bool IsFailure(HistoryEvent item) => item is TaskFailedEvent or SubOrchestrationInstanceFailedEvent;

    private static bool IsRequest(HistoryEvent item) =>
        item is TaskScheduledEvent or SubOrchestrationInstanceCreatedEvent or TimerCreatedEvent or EventSentEvent;

    private static int? AnsweredRequest(HistoryEvent item) => item switch
    {
        TaskCompletedEvent e => e.TaskScheduledId,
        TaskFailedEvent e => e.TaskScheduledId,
        SubOrchestrationInstanceCompletedEvent e => e.TaskScheduledId,
        SubOrchestrationInstanceFailedEvent e => e.TaskScheduledId,
        TimerFiredEvent e => e.TimerId,
        _ => null,
    };
}
