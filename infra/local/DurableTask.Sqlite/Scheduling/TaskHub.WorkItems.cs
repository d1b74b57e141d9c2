using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Commands;
using Integration.Local.DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <content>What is handed out to be processed.</content>
internal sealed partial class TaskHub
{
    /// <summary>The next work item of an orchestration; null if there is none within the time, or the store has failed.</summary>
    public async Task<OrchestrationWorkItem?> TakeOrchestrationAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        while (await _ready.TakeAsync(timeout, cancellation).ConfigureAwait(false) is { } slot)
        {
            if (_isFaulted)
            {
                continue;
            }

            if (await TryLockAsync(slot).ConfigureAwait(false) is not { } item)
            {
                continue;
            }

            if (_recovery.CrashesOf(item.Suspect) is { } crashes)
            {
                await SetAsideAsync(item, crashes).ConfigureAwait(false);
                continue;
            }

            await EnterAsync(item.Suspect, () => _instances.GiveBack(item.Slot, item.Deliveries), cancellation).ConfigureAwait(false);
            return item;
        }

        return null;
    }

    /// <summary>The next call of an activity; null if there is none within the time.</summary>
    public async Task<ActivityWorkItem?> TakeActivityAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        while (await _activities.TakeAsync(timeout, cancellation).ConfigureAwait(false) is { } call)
        {
            if (_isFaulted)
            {
                continue;
            }

            if ((call.Message ?? _store.Read(reader => reader.Activity(call.Seq, call.Number, call.InstanceId))) is not { } message)
            {
                continue;
            }

            if (_recovery.CrashesOf(call.Suspect) is { } crashes)
            {
                await SetAsideAsync(call, message, crashes).ConfigureAwait(false);
                continue;
            }

            await EnterAsync(call.Suspect, () => _activities.Return(call), cancellation).ConfigureAwait(false);
            return new ActivityWorkItem(this, call)
            {
                Id = call.Number.ToString(CultureInfo.InvariantCulture), LockedUntilUtc = DateTime.MaxValue, TaskMessage = message,
            };
        }

        return null;
    }

    private async ValueTask EnterAsync(Suspect suspect, Action giveBack, CancellationToken cancellation)
    {
        try
        {
            await _recovery.EnterAsync(suspect, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            giveBack();
            throw;
        }
    }

    private async Task SetAsideAsync(PendingActivity call, TaskMessage message, int crashes)
    {
        var scheduled = (TaskScheduledEvent)message.Event;
        var failure = StoreFailures.ActivitySetAside(scheduled.Name, crashes);
        LogActivitySetAside(call.InstanceId, scheduled.Name, crashes);
        var answer = new TaskMessage
        {
            OrchestrationInstance = message.OrchestrationInstance,
            Event = new TaskFailedEvent(-1, call.Task, failure.ErrorMessage, details: null, failure),
        };
        await CommitAsync(new AnswerCommand(call, Outgoing.Of(answer, Now), this)).ConfigureAwait(false);
    }

    private async Task SetAsideAsync(OrchestrationWorkItem item, int crashes)
    {
        LogOrchestrationSetAside(item.InstanceId, crashes);
        var progress = Progress.Failed(item, StoreFailures.OrchestrationSetAside(crashes), Now);
        await CommitAsync(new ProgressCommand(item, progress, this)).ConfigureAwait(false);
        _instances.Unlock(item.Slot);
    }

    private async ValueTask<OrchestrationWorkItem?> TryLockAsync(InstanceSlot slot)
    {
        var deliveries = _instances.Lock(slot);
        try
        {
            return TryMakeWorkItem(slot, deliveries);
        }
        catch (InvalidDataException e)
        {
            LogUnreadable(slot.Id, e);
            await CommitAsync(new FailCommand(slot.Seq, slot.Id!, StoreFailures.Unreadable(e), this)).ConfigureAwait(false);
            _instances.Unlock(slot);
            return null;
        }
        catch (DurableStoreException)
        {
            _instances.Return(slot, deliveries);
            throw;
        }
    }

    private OrchestrationWorkItem? TryMakeWorkItem(InstanceSlot slot, List<Delivery> deliveries)
    {
        var history = deliveries.Count == 0 ? null : slot.History ?? Load(slot);
        var messages = history is null ? [] : Messages(slot, history, deliveries);
        if (messages.Count > 0)
        {
            return new OrchestrationWorkItem(this, slot, history!, deliveries)
            {
                InstanceId = slot.Id,
                OrchestrationRuntimeState = new OrchestrationRuntimeState(history!.Events),
                NewMessages = messages,
                LockedUntilUtc = DateTime.MaxValue,
            };
        }

        if (deliveries.Count > 0)
        {
            _ = CommitAsync(new DiscardCommand(slot.Seq, [.. deliveries.Select(delivery => delivery.Number)]));
        }

        _recovery.Exit(Suspect.Code(slot.Seq));

        _instances.Unlock(slot);
        return null;
    }

    /// <summary>The instance's history; null if it is over.</summary>
    private CachedHistory? Load(InstanceSlot slot) => _store.Read(reader =>
    {
        if (reader.Instance(slot.Seq) is not { Key.IsFinal: false } instance)
        {
            return null;
        }

        slot.Id = instance.Id;
        var (events, bytes) = reader.History(slot.Seq);
        return new CachedHistory(instance.Key.ExecutionId, events, bytes, reader.CustomStatus(slot.Seq));
    });

    /// <summary>The messages that are for the current execution; the start is the first.</summary>
    private List<TaskMessage> Messages(InstanceSlot slot, CachedHistory history, List<Delivery> deliveries)
    {
        var messages = new List<TaskMessage>(deliveries.Count);
        foreach (var delivery in deliveries)
        {
            var message = delivery.Message ?? _store.Read(reader => reader.Message(slot.Seq, delivery.Number, slot.Id!));
            var executionId = message?.OrchestrationInstance.ExecutionId;
            if (message is null || !(string.IsNullOrEmpty(executionId) || executionId == history.ExecutionId))
            {
                continue;
            }

            if (message.Event is TimerFiredEvent timer)
            {
                timer.Timestamp = Now;
            }

            messages.Insert(message.Event is ExecutionStartedEvent ? 0 : messages.Count, message);
        }

        return messages;
    }

    [LoggerMessage(
        LogLevel.Error, "Activity {Activity} of instance {InstanceId} is set aside: the process went down {Crashes} times over it")]
    private partial void LogActivitySetAside(string instanceId, string? activity, int crashes);

    [LoggerMessage(
        LogLevel.Error, "Instance {InstanceId} is set aside: the process went down {Crashes} times over its orchestrator's code")]
    private partial void LogOrchestrationSetAside(string instanceId, int crashes);

    [LoggerMessage(LogLevel.Error, "Instance {InstanceId} can't go on: what the store has of it can't be read")]
    private partial void LogUnreadable(string? instanceId, Exception reason);
}
