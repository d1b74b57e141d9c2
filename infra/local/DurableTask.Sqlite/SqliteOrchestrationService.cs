using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Commands;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Sqlite;

/// <summary>
/// A storage provider for the Durable Task Framework: instances, histories and messages in one SQLite file, for one process. What a
/// method has returned from is durable. The file is opened by the first call that needs it, and closed by a stop; a call after that
/// opens it again.
/// </summary>
public sealed partial class SqliteOrchestrationService : IOrchestrationService, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteOrchestrationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<Exception> _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskHub? _hub;

    /// <param name="options">The options.</param>
    /// <param name="time">Decides when timers are due and when an instance that is to start later starts.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="ArgumentException">Options that can't work; the message names each of them.</exception>
    public SqliteOrchestrationService(SqliteOrchestrationOptions options, TimeProvider time, ILogger<SqliteOrchestrationService> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _time, _logger) = (options, time, logger);
    }

    /// <summary>
    /// Completes with the reason when the store has failed: the disk is full or broken. Nothing further is stored then, and the host
    /// must stop; the next start goes on from what was acknowledged.
    /// </summary>
    public Task<Exception> Faulted => _faulted.Task;

    public int TaskOrchestrationDispatcherCount => 1;

    public int MaxConcurrentTaskOrchestrationWorkItems => _options.MaxConcurrentOrchestrations;

    public BehaviorOnContinueAsNew EventBehaviourForContinueAsNew => BehaviorOnContinueAsNew.Carryover;

    public int TaskActivityDispatcherCount => 1;

    public int MaxConcurrentTaskActivityWorkItems => _options.MaxConcurrentActivities;

    internal TaskHub Hub
    {
        get
        {
            lock (_gate)
            {
                return _hub ??= TaskHub.Open(_options, _time, _logger, reason => _faulted.TrySetResult(reason));
            }
        }
    }

    /// <exception cref="DurableStoreException">The file can't be used; the message says why.</exception>
    public Task StartAsync() => CreateIfNotExistsAsync();

    public Task StopAsync() => StopAsync(isForced: false);

    /// <summary>
    /// Stores what is on its way to the file, and closes it. Activities that still run are run again after the next start.
    /// </summary>
    public async Task StopAsync(bool isForced)
    {
        TaskHub? hub;
        lock (_gate)
        {
            (hub, _hub) = (_hub, null);
        }

        if (hub is not null)
        {
            await hub.DisposeAsync().ConfigureAwait(false);
        }
    }

    public Task CreateAsync() => CreateAsync(recreateInstanceStore: false);

    public async Task CreateAsync(bool recreateInstanceStore)
    {
        if (recreateInstanceStore)
        {
            await DeleteAsync(deleteInstanceStore: true).ConfigureAwait(false);
        }

        await CreateIfNotExistsAsync().ConfigureAwait(false);
    }

    /// <summary>Opens the file, and makes it where there is none.</summary>
    /// <exception cref="DurableStoreException">The file can't be used; the message says why.</exception>
    public Task CreateIfNotExistsAsync()
    {
        _ = Hub;
        return Task.CompletedTask;
    }

    public Task DeleteAsync() => DeleteAsync(deleteInstanceStore: true);

    /// <summary>Closes the file, and removes it with what lies beside it.</summary>
    public async Task DeleteAsync(bool deleteInstanceStore)
    {
        await StopAsync().ConfigureAwait(false);
        if (deleteInstanceStore)
        {
            foreach (var suffix in new[] { string.Empty, "-wal", "-shm", ".lock" })
            {
                File.Delete(_options.DatabasePath + suffix);
            }
        }
    }

    public ValueTask DisposeAsync() => new(StopAsync());

    public bool IsMaxMessageCountExceeded(int currentMessageCount, OrchestrationRuntimeState runtimeState) => false;

    public int GetDelayInSecondsAfterOnProcessException(Exception exception) => 0;

    public int GetDelayInSecondsAfterOnFetchException(Exception exception) => exception is OperationCanceledException ? 0 : 1;

    public async Task<TaskOrchestrationWorkItem?> LockNextTaskOrchestrationWorkItemAsync(
        TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        // A dispatcher that is being stopped may ask once more, which must not open the file again.
        cancellationToken.ThrowIfCancellationRequested();
        return await Hub.TakeOrchestrationAsync(receiveTimeout, cancellationToken).ConfigureAwait(false);
    }

    public Task RenewTaskOrchestrationWorkItemLockAsync(TaskOrchestrationWorkItem workItem) => Task.CompletedTask;

    public async Task CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage? continuedAsNewMessage,
        OrchestrationState? orchestrationState)
    {
        var item = (OrchestrationWorkItem)workItem;
        var messages = orchestratorMessages.Concat(timerMessages);
        var progress = Progress.Of(
            item,
            newOrchestrationRuntimeState,
            orchestrationState,
            outboundMessages,
            continuedAsNewMessage is null ? messages : messages.Append(continuedAsNewMessage),
            item.Hub.Now);
        await item.Hub.CommitAsync(new ProgressCommand(item, progress, item.Hub)).ConfigureAwait(false);
    }

    public Task AbandonTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        var item = (OrchestrationWorkItem)workItem;
        item.Hub.Abandon(item);
        return Task.CompletedTask;
    }

    public Task ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        var item = (OrchestrationWorkItem)workItem;
        item.Hub.Release(item);
        return Task.CompletedTask;
    }

    public async Task<TaskActivityWorkItem?> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await Hub.TakeActivityAsync(receiveTimeout, cancellationToken).ConfigureAwait(false);
    }

    public Task<TaskActivityWorkItem> RenewTaskActivityWorkItemLockAsync(TaskActivityWorkItem workItem) => Task.FromResult(workItem);

    public Task CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage)
    {
        var item = (ActivityWorkItem)workItem;
        var answer = Outgoing.Of(responseMessage, item.Hub.Now);
        return item.Hub.CommitAsync(new AnswerCommand(item.Call, answer, item.Hub));
    }

    public Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem)
    {
        var item = (ActivityWorkItem)workItem;
        item.Hub.Abandon(item.Call);
        return Task.CompletedTask;
    }
}
