using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>
/// Carries tasks on: decides their next moves, writes them in one transaction, then sends the messages. May be called again: what is
/// written stands, and messages are sent again under the same ids.
/// </summary>
public sealed class TaskTurns(CasePlans plans, ICaseStore store, IExchange exchange, StepMessages messages, TimeProvider time)
{
    /// <summary>Carries the tasks on and says where each stands.</summary>
    public async Task<IReadOnlyList<TaskTurn>> TakeAsync(StageRequest stage, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var names = stage.Tasks
            .Select(text => TaskName.TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is no task."))
            .ToList();
        var now = time.GetUtcNow();
        CasePlan? after = null;
        _ = await store.ChangeAsync(stage.CaseId, DecideAsync, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no case {stage.CaseId}.");
        await exchange.SendAsync(MessagesOf(after!, names, stage.Awaiting), cancellation).ConfigureAwait(false);
        return [.. names.Select(name => TurnOf(name, after!.Next(name, now)))];

        async ValueTask<CaseChange?> DecideAsync(CaseRecord found)
        {
            var draft = new TurnDraft(await plans.OpenAsync(found, cancellation).ConfigureAwait(false), now);
            if (found.Head.IsOpen)
            {
                names.ForEach(draft.Advance);
            }

            after = draft.Plan;
            return draft.Change;
        }
    }

    private static TaskTurn TurnOf(TaskName name, NextMove move) => move switch
    {
        NextMove.Await wait => new(name.ToString(), wait.Key.ToString(), wait.Until, false, null),
        NextMove.Pause pause => new(name.ToString(), null, pause.Until, false, null),
        NextMove.Over over => new(name.ToString(), null, null, true, over.CaseOutcome),
        _ => new(name.ToString(), null, null, true, null),
    };

    // A request whose end was awaited before is on the bus for certain; any other may have been written by a turn that did not come to
    // sending it.
    private List<ExchangeMessage> MessagesOf(CasePlan plan, List<TaskName> names, string? awaiting)
    {
        var sent = new List<ExchangeMessage>();
        foreach (var entry in names.SelectMany(name => plan.HistoryOf(name).Entries).Where(entry => entry.IsOfParticipant))
        {
            if (entry.IsOpen && entry.Request.Key.ToString() != awaiting)
            {
                sent.AddRange(messages.Requested(plan, entry.Request));
            }
            else if (entry.Status == StepStatus.Expired && entry.Request.Key.ToString() == awaiting)
            {
                sent.Add(StepMessages.Cancelled(plan, entry.Request));
            }
        }

        return sent;
    }
}
