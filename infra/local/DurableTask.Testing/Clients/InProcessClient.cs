using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using OrchestrationQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

namespace Integration.Local.DurableTask.Testing.Clients;

/// <summary>
/// The official client on a store in this process, without the gRPC of a host between them. What Durable Functions does not do, recursive
/// purging and terminating and lists of ids, it does not do either.
/// </summary>
internal sealed class InProcessClient(
    string name, SqliteOrchestrationService service, IOptionsMonitor<DurableTaskClientOptions> options)
    : DurableTaskClient(name)
{
    /// <summary>The framework tells whoever waits of an end, and of nothing before.</summary>
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(2);

    private readonly DataConverter _converter = options.Get(name).DataConverter;
    private readonly string _defaultVersion = options.Get(name).DefaultVersion;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (orchestratorName == default)
        {
            throw new ArgumentNullException(nameof(orchestratorName));
        }

        cancellation.ThrowIfCancellationRequested();
        var dedupe = DedupeStatuses.Parse(options?.DedupeStatuses);
        var givenId = string.IsNullOrEmpty(options?.InstanceId) ? null : options.InstanceId;
        if (givenId is not null)
        {
            await EndReplacedAsync(givenId, dedupe, cancellation).ConfigureAwait(false);
        }

        var instance = new OrchestrationInstance
        {
            InstanceId = givenId ?? Guid.NewGuid().ToString("N"),
            ExecutionId = Guid.NewGuid().ToString("N"),
        };
        var start = new ExecutionStartedEvent(-1, _converter.Serialize(input))
        {
            OrchestrationInstance = instance,
            Name = orchestratorName.Name,
            Version = options?.Version?.Version ?? _defaultVersion,
            Tags = options is { Tags.Count: > 0 } ? new Dictionary<string, string>(options.Tags) : null,
            ScheduledStartTime = options?.StartAt?.UtcDateTime,
        };
        await service.CreateTaskOrchestrationAsync(
            new TaskMessage { OrchestrationInstance = instance, Event = start }, dedupe).ConfigureAwait(false);
        return instance.InstanceId;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, new EventRaisedEvent(-1, _converter.Serialize(eventPayload)) { Name = eventName }, cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionSuspendedEvent(-1, reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionResumedEvent(-1, reason), cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return options is { Recursive: true }
            ? throw new NotSupportedException("Durable Functions does not terminate sub-orchestrations with their parent.")
            : service.ForceTerminateTaskOrchestrationAsync(instanceId, _converter.Serialize(options?.Output)!);
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        while (true)
        {
            var state = await RequireAsync(instanceId, cancellation).ConfigureAwait(false);
            if (state.OrchestrationStatus != OrchestrationStatus.Pending)
            {
                return state.ToMetadata(Payloads(getInputsAndOutputs));
            }

            await Task.Delay(StartPoll, cancellation).ConfigureAwait(false);
        }
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        await RequireAsync(instanceId, cancellation).ConfigureAwait(false);
        var state = await service.WaitForOrchestrationAsync(instanceId, null, Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
        return state!.ToMetadata(Payloads(getInputsAndOutputs));
    }

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        (await FindAsync(instanceId, cancellation).ConfigureAwait(false))?.ToMetadata(Payloads(getInputsAndOutputs));

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create(async (token, pageSize, cancellation) =>
        {
            var page = await service.GetOrchestrationWithQueryAsync(
                new global::DurableTask.Core.Query.OrchestrationQuery
                {
                    RuntimeStatus = query.Statuses?.Select(status => status.ToCore()).ToList(),
                    CreatedTimeFrom = query.CreatedFrom?.UtcDateTime,
                    CreatedTimeTo = query.CreatedTo?.UtcDateTime,
                    TaskHubNames = query.TaskHubNames?.ToList(),
                    InstanceIdPrefix = query.InstanceIdPrefix,
                    PageSize = pageSize ?? query.PageSize,
                    ContinuationToken = token ?? query.ContinuationToken,
                    FetchInputsAndOutputs = query.FetchInputsAndOutputs,
                },
                cancellation).ConfigureAwait(false);
            var payloads = Payloads(query.FetchInputsAndOutputs);
            return new Page<OrchestrationMetadata>(
                [.. page.OrchestrationState.Select(state => state.ToMetadata(payloads))], page.ContinuationToken);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        RefuseRecursion(options);
        cancellation.ThrowIfCancellationRequested();
        var purged = await service.PurgeInstanceStateAsync(instanceId).ConfigureAwait(false);
        return new PurgeResult(purged.DeletedInstanceCount, purged.IsComplete);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        RefuseRecursion(options);
        cancellation.ThrowIfCancellationRequested();
        var conditions = new PurgeInstanceFilter(
            filter.CreatedFrom?.UtcDateTime ?? DateTime.MinValue,
            filter.CreatedTo?.UtcDateTime,
            filter.Statuses?.Select(status => status.ToCore()).ToList())
        {
            Timeout = filter.Timeout,
        };
        var purged = await service.PurgeInstanceStateAsync(conditions).ConfigureAwait(false);
        return new PurgeResult(purged.DeletedInstanceCount, purged.IsComplete);
    }

    public override async Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellation = default) =>
        await FindAsync(instanceId, cancellation).ConfigureAwait(false) is null
            ? throw Unknown(instanceId)
            : [.. await service.GetHistoryAsync(instanceId).ConfigureAwait(false)];

    public override async Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        await service.RewindTaskOrchestrationAsync(instanceId, reason).ConfigureAwait(false);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Ends an unfinished instance that whoever starts its id anew does not want to keep, as the official clients do.</summary>
    private async Task EndReplacedAsync(string instanceId, OrchestrationStatus[] dedupe, CancellationToken cancellation)
    {
        if (await FindAsync(instanceId, cancellation).ConfigureAwait(false) is { } existing
            && DedupeStatuses.Unfinished.Contains(existing.OrchestrationStatus) && !dedupe.Contains(existing.OrchestrationStatus))
        {
            await service.ForceTerminateTaskOrchestrationAsync(instanceId, "Its id was started anew.").ConfigureAwait(false);
            await service.WaitForOrchestrationAsync(instanceId, null, Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
        }
    }

    private DataConverter? Payloads(bool wanted) => wanted ? _converter : null;

    private static void RefuseRecursion(PurgeInstanceOptions? options)
    {
        if (options is { Recursive: true })
        {
            throw new NotSupportedException("Durable Functions does not purge sub-orchestrations with their parent.");
        }
    }

    private Task SendAsync(string instanceId, HistoryEvent item, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return service.SendTaskOrchestrationMessageAsync(
            new TaskMessage { OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId }, Event = item });
    }

    private static ArgumentException Unknown(string instanceId) =>
        new($"No instance with the id '{instanceId}' exists.", nameof(instanceId));

    private Task<OrchestrationState?> FindAsync(string instanceId, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return service.GetOrchestrationStateAsync(instanceId, executionId: null);
    }

    private async Task<OrchestrationState> RequireAsync(string instanceId, CancellationToken cancellation) =>
        await FindAsync(instanceId, cancellation).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"Orchestration with instanceId '{instanceId}' does not exist.");
}
