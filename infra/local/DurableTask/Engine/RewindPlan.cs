using Integration.Local.DurableTask.History;

namespace Integration.Local.DurableTask.Engine;

/// <summary>
/// How far a failed instance is taken back: the history that stays, the events that come to it anew, and the sub-orchestrations
/// whose failures were taken out and which are to be rewound too.
/// </summary>
/// <param name="History">The history that stays; calls whose failures were taken out are open in it, and run again.</param>
/// <param name="Incoming">What the last turn had received beside failures.</param>
/// <param name="Children">The ids of failed sub-orchestrations.</param>
internal sealed record RewindPlan(
    IReadOnlyList<HistoryBatch> History, IReadOnlyList<IncomingEvent> Incoming, IReadOnlyList<string> Children)
{
    /// <summary>
    /// Takes out the last turn and, as long as the code would still fail, earlier failures from the latest on; but only such that the
    /// code had not gone on from, since what followed them stays. A failure that a retry or a catch has dealt with is kept.
    /// </summary>
    /// <param name="history">The history of the failed instance.</param>
    /// <param name="newExecution">Makes a fresh execution of it, to try a history on.</param>
    /// <param name="now">The time of the rewind.</param>
    /// <param name="reason">Recorded in the history.</param>
    public static RewindPlan Make(IReadOnlyList<HistoryBatch> history, Func<Orchestration> newExecution, DateTime now, string? reason)
    {
        var last = history[^1];
        var kept = history.Take(history.Count - 1).ToList();
        List<IncomingEvent> incoming =
            [.. last.Events.OfType<IncomingEvent>().Where(item => !IsFailure(item)), new ExecutionRewound(reason)];
        var removed = last.Events.Where(IsFailure).ToList();
        for (var at = kept.Count - 1; at >= 0 && Fails(kept, incoming, newExecution, now); at--)
        {
            TakeOutFailures(kept, at, removed, newExecution);
        }

        return new RewindPlan(Renumbered(kept), incoming, FailedChildren(kept, removed));
    }

    private static bool IsFailure(HistoryEvent item) => item is TaskFailed or SubOrchestrationFailed;

    private static bool Fails(List<HistoryBatch> kept, List<IncomingEvent> incoming, Func<Orchestration> newExecution, DateTime now)
    {
        if (Replay(kept, newExecution) is not { } execution)
        {
            return false;
        }

        execution.Run(now, incoming);
        return execution.HasFailed;
    }

    private static void TakeOutFailures(List<HistoryBatch> kept, int at, List<HistoryEvent> removed, Func<Orchestration> newExecution)
    {
        var batch = kept[at];
        var failures = batch.Events.Where(IsFailure).ToList();
        if (failures.Count == 0)
        {
            return;
        }

        kept[at] = batch with { Events = [.. batch.Events.Where(item => !IsFailure(item))] };
        if (Replay(kept, newExecution) is null)
        {
            kept[at] = batch;
        }
        else
        {
            removed.AddRange(failures);
        }
    }

    /// <summary>Null: the code does not agree with the history.</summary>
    private static Orchestration? Replay(List<HistoryBatch> kept, Func<Orchestration> newExecution)
    {
        var execution = newExecution();
        try
        {
            foreach (var batch in kept)
            {
                execution.Replay(batch);
            }

            return execution;
        }
        catch (NonDeterministicOrchestrationException)
        {
            return null;
        }
    }

    private static List<HistoryBatch> Renumbered(List<HistoryBatch> batches)
    {
        var next = 0;
        var renumbered = new List<HistoryBatch>(batches.Count);
        foreach (var batch in batches.Where(batch => batch.Events.Count > 0))
        {
            renumbered.Add(batch with { First = next });
            next += batch.Events.Count;
        }

        return renumbered;
    }

    private static List<string> FailedChildren(List<HistoryBatch> kept, List<HistoryEvent> removed)
    {
        var failed = removed.OfType<SubOrchestrationFailed>().Select(item => item.TaskId).ToHashSet();
        return [.. kept.SelectMany(batch => batch.Events).OfType<SubOrchestrationCreated>()
            .Where(created => failed.Contains(created.TaskId))
            .Select(created => created.InstanceId)];
    }
}
