using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Commands;
using Integration.Local.DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>An open database with what is going on in it: which instances and activities are to be processed, and when.</summary>
internal sealed partial class TaskHub : IAsyncDisposable
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DurableStore _store;
    private readonly CommitQueue _commits;
    private readonly WorkQueue<InstanceSlot> _ready;
    private readonly InstanceTable _instances;
    private readonly ActivityTable _activities;
    private readonly WakeQueue<(long Seq, long Number)> _timers;
    private readonly WakeQueue<Action> _rests;
    private readonly Recovery _recovery;

    private volatile bool _isFaulted;

    private TaskHub(
        DurableStore store,
        UnfinishedWork unfinished,
        SqliteOrchestrationOptions options,
        TimeProvider time,
        ILogger logger,
        Action<Exception> onFault)
    {
        (_store, _time, _logger) = (store, time, logger);

        // How long a dispatcher waits for work is a matter of the machine; a test's clock may stand still, or leap from timer to timer.
        _ready = new WorkQueue<InstanceSlot>(TimeProvider.System);
        _instances = new InstanceTable(options.MaxCachedHistoryBytes, _ready.Add);
        _activities = new ActivityTable(TimeProvider.System);
        _timers = new WakeQueue<(long Seq, long Number)>(
            time, timer => _instances.Post(timer.Seq, id: null, new Delivery(timer.Number, IsStart: false, Message: null), hasBegun: true));
        _rests = new WakeQueue<Action>(time, static goOn => goOn());
        _commits = new CommitQueue(store.OpenSession(), logger, reason =>
        {
            _isFaulted = true;
            Waiters.Fail(reason);
            onFault(reason);
        });
        _recovery = new Recovery(unfinished, options.MaxCrashes, _commits, time, logger);
        TakeUp(unfinished);
    }

    public DateTime Now => _time.GetUtcNow().UtcDateTime;

    public StateWaiters Waiters { get; } = new();

    /// <summary>Completes when all that was under way when the file was opened has been taken up.</summary>
    public Task Recovered => _recovery.End;

    /// <exception cref="DurableStoreException">The file can't be used; the message says why.</exception>
    public static TaskHub Open(SqliteOrchestrationOptions options, TimeProvider time, ILogger logger, Action<Exception> onFault)
    {
        var store = DurableStore.Open(options.DatabasePath);
        try
        {
            var now = time.GetUtcNow().UtcDateTime;
            return new TaskHub(store, store.Read(reader => UnfinishedWork.Of(reader, now)), options, time, logger, onFault);
        }
        catch (DurableStoreException)
        {
            store.Dispose();
            throw;
        }
    }

    public Task<T> CommitAsync<T>(StoreCommand<T> command)
    {
        _commits.Enqueue(command);
        return command.Done;
    }

    public T Read<T>(Func<StoreReader, T> read) => _store.Read(read);

    /// <summary>Has the messages of a work item processed again, after a rest that grows each time.</summary>
    public void Abandon(OrchestrationWorkItem item)
    {
        var times = _instances.Return(item.Slot, item.Deliveries);
        _rests.Add(() => _instances.Unlock(item.Slot), Now + Rest(times));
        item.IsAbandoned = true;
        _recovery.Exit(item.Suspect);
    }

    /// <summary>Lets the instance have its next work item.</summary>
    public void Release(OrchestrationWorkItem item)
    {
        if (!item.IsAbandoned)
        {
            _instances.Unlock(item.Slot);
        }
    }

    public void Abandon(PendingActivity call)
    {
        _rests.Add(() => _activities.Return(call), Now + Rest(++call.Abandoned));
        _recovery.Exit(call.Suspect);
    }

    public void Post(long seq, Outgoing outgoing, long number, bool hasBegun)
    {
        if (outgoing.Due is { } due)
        {
            _timers.Add((seq, number), due);
        }
        else
        {
            var isStart = outgoing.Message.Event is ExecutionStartedEvent;
            _instances.Post(seq, outgoing.InstanceId, new Delivery(number, isStart, outgoing.Message), hasBegun);
        }
    }

    public void Call(PendingActivity call) => _activities.Add(call);

    public void Answered(PendingActivity call)
    {
        _activities.Remove(call.Number);
        _recovery.Exit(call.Suspect);
    }

    public void CancelCall(long number)
    {
        if (_activities.Remove(number) is { } call)
        {
            _recovery.Exit(call.Suspect);
        }
    }

    public void Forget(long seq)
    {
        _instances.Forget(seq);
        _recovery.Exit(Suspect.Code(seq));
    }

    /// <summary>A work item is durable.</summary>
    public void Advanced(OrchestrationWorkItem item, Progress progress)
    {
        _recovery.Exit(item.Suspect);
        if (progress.Update is not { } update)
        {
            _instances.Advance(item.Slot, history: null);
        }
        else if (update.CompletedAt is not null)
        {
            _instances.Forget(item.Seq);
            Waiters.Ended(item.InstanceId);
        }
        else
        {
            var bytes = progress.Events.Length + (progress.IsNewExecution ? 0 : item.History.Bytes);
            _instances.Advance(
                item.Slot, new CachedHistory(update.ExecutionId, progress.History, bytes, progress.CustomStatus));
        }
    }

    /// <summary>What a work item has come to is void, since its execution is gone.</summary>
    public void Voided(OrchestrationWorkItem item)
    {
        _recovery.Exit(item.Suspect);
        LogVoid(item.InstanceId, item.History.ExecutionId);
        _instances.Advance(item.Slot, history: null);
    }

    public void Dropped(TaskMessage message)
    {
        if (EntityIds.IsEntity(message))
        {
            LogEntity(message.OrchestrationInstance.InstanceId);
        }

        LogDropped(message.Event.EventType, message.OrchestrationInstance.InstanceId, message.OrchestrationInstance.ExecutionId);
    }

    /// <summary>Commits what is queued, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _timers.Dispose();
        _rests.Dispose();
        _recovery.Close();
        _commits.Enqueue(new NoteCommand(static store => store.Close()));
        await Task.Run(_commits.Dispose).ConfigureAwait(false);
        Waiters.Fail(new DurableStoreException("The durable task store was closed."));
        _store.Dispose();
    }

    private static TimeSpan Rest(int times) =>
        TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, ShortestRest.Ticks << Math.Min(times - 1, 20)));

    /// <summary>Takes up what was under way when the file was last closed.</summary>
    private void TakeUp(UnfinishedWork unfinished)
    {
        _timers.AddRange(unfinished.Timers.Select(timer => ((timer.Seq, timer.Number), timer.Due)));
        foreach (var message in unfinished.MessagesByInnocence)
        {
            var delivery = new Delivery(message.Number, message.Type == EventType.ExecutionStarted, Message: null);
            _instances.Post(message.Seq, message.InstanceId, delivery, message.Status != OrchestrationStatus.Pending);
        }

        foreach (var call in unfinished.ActivitiesByInnocence)
        {
            _activities.Add(new PendingActivity(call.Number, call.Seq, call.InstanceId, call.Task));
        }
    }

    [LoggerMessage(
        LogLevel.Warning, "A message for the entity {EntityId} was dropped: the sqlite storage provider has no durable entities")]
    private partial void LogEntity(string entityId);

    [LoggerMessage(LogLevel.Debug, "What instance {InstanceId} has come to is void: its execution {ExecutionId} is gone")]
    private partial void LogVoid(string instanceId, string executionId);

    [LoggerMessage(LogLevel.Debug,
        "A message of type {Type} was dropped: there is no instance {InstanceId} with execution {ExecutionId} that goes on")]
    private partial void LogDropped(EventType type, string instanceId, string? executionId);
}
