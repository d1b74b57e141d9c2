using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Commands;
using Newtonsoft.Json;

namespace Integration.Local.DurableTask.Sqlite;

/// <content>What a client does with instances.</content>
public sealed partial class SqliteOrchestrationService : IOrchestrationServiceClient
{
    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage) => CreateTaskOrchestrationAsync(creationMessage, null);

    /// <summary>
    /// Starts an orchestration. A finished instance of its id is replaced; one that is not finished is always in the way.
    /// </summary>
    /// <param name="creationMessage">The start.</param>
    /// <param name="dedupeStatuses">In these states a finished instance is in the way too.</param>
    /// <exception cref="OrchestrationAlreadyExistsException">An instance of the id is in the way.</exception>
    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage, OrchestrationStatus[]? dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(creationMessage);
        if (creationMessage.Event is not ExecutionStartedEvent started)
        {
            throw new ArgumentException("An orchestration is started by an ExecutionStarted event.", nameof(creationMessage));
        }

        EntityIds.Refuse(creationMessage);
        var hub = Hub;
        started.Timestamp = hub.Now;
        return hub.CommitAsync(new StartCommand(Outgoing.Of(creationMessage, hub.Now), dedupeStatuses, hub));
    }

    public Task SendTaskOrchestrationMessageAsync(TaskMessage message) => SendTaskOrchestrationMessageBatchAsync(message);

    /// <summary>Sends messages, all in one transaction. A message for an instance that is not there or is finished is void.</summary>
    public Task SendTaskOrchestrationMessageBatchAsync(params TaskMessage[] messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        foreach (var message in messages)
        {
            EntityIds.Refuse(message);
        }

        var hub = Hub;
        return hub.CommitAsync(new SendCommand([.. messages.Select(message => Outgoing.Of(message, hub.Now))], hub));
    }

    /// <summary>Waits for an instance to end.</summary>
    /// <param name="instanceId">The instance; it need not be there yet.</param>
    /// <param name="executionId">
    /// Its execution; null: any. One that goes on under another id, since it continues as new, is still waited for.
    /// </param>
    /// <param name="timeout">The most that is waited; negative: for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state at the end; null if it has not ended in time.</returns>
    public async Task<OrchestrationState?> WaitForOrchestrationAsync(
        string instanceId, string? executionId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var hub = Hub;
        var isBounded = timeout >= TimeSpan.Zero && timeout < TimeSpan.FromDays(40);
        using var patience = new CancellationTokenSource(isBounded ? timeout : Timeout.InfiniteTimeSpan, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        while (true)
        {
            using var waiter = hub.Waiters.Add(instanceId);
            if (hub.Read(reader => reader.State(instanceId)) is { } state && Statuses.IsFinal(state.OrchestrationStatus))
            {
                return state;
            }

            try
            {
                await waiter.End.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    public Task ForceTerminateTaskOrchestrationAsync(string instanceId, string reason) => SendTaskOrchestrationMessageAsync(
        new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId },
            Event = new ExecutionTerminatedEvent(-1, reason),
        });

    /// <summary>The state of an instance, in a list of one; an empty list if there is none. Former executions are not kept.</summary>
    public async Task<IList<OrchestrationState>> GetOrchestrationStateAsync(string instanceId, bool allExecutions) =>
        await GetOrchestrationStateAsync(instanceId, null).ConfigureAwait(false) is { } state ? [state] : [];

    /// <summary>The state of an instance; null if there is none, or its execution is another.</summary>
    public Task<OrchestrationState?> GetOrchestrationStateAsync(string instanceId, string? executionId)
    {
        var state = Hub.Read(reader => reader.State(instanceId));
        return Task.FromResult(IsOf(state?.OrchestrationInstance.ExecutionId, executionId) ? state : null);
    }

    /// <summary>The history of an instance as JSON, as the framework writes it; an empty list if there is none.</summary>
    public async Task<string> GetOrchestrationHistoryAsync(string instanceId, string? executionId) =>
        JsonConvert.SerializeObject(await GetHistoryAsync(instanceId, executionId).ConfigureAwait(false));

    /// <summary>The history of an instance's current execution; empty if there is none, or its execution is another.</summary>
    public Task<IReadOnlyList<HistoryEvent>> GetHistoryAsync(string instanceId, string? executionId = null) =>
        Task.FromResult<IReadOnlyList<HistoryEvent>>(Hub.Read(reader =>
            reader.Instance(instanceId) is { } key && IsOf(key.ExecutionId, executionId) ? reader.History(key.Seq).Events : []));

    private static bool IsOf(string? actual, string? wanted) => string.IsNullOrEmpty(wanted) || actual == wanted;
}
