using System.Text.Json;
using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Scheduling;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Hosting;

/// <summary>The client of the engine in this process.</summary>
internal sealed partial class LocalDurableTaskClient(EngineServices services, EngineHolder holder) : DurableTaskClient("local")
{
    private const int MaxInstanceIdLength = 256;

    private DurableEngine Engine => holder.Engine;

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
        var givenId = string.IsNullOrEmpty(options?.InstanceId) ? null : options.InstanceId;
        var instanceId = givenId ?? Guid.NewGuid().ToString("N");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(instanceId.Length, MaxInstanceIdLength, nameof(options));
        var kept = DedupeStatuses.Parse(options?.DedupeStatuses);
        var now = Engine.Time.GetUtcNow().UtcDateTime;
        var startAt = options?.StartAt is { } at && at.UtcDateTime > now ? at.UtcDateTime : (DateTime?)null;
        var row = new InstanceRow(
            Engine.NextSeq(),
            instanceId,
            orchestratorName.Name,
            options?.Version?.Version ?? services.Options.DefaultVersion,
            Generation: 0,
            OrchestrationRuntimeStatus.Pending,
            now,
            startAt,
            Parent: null,
            options is { Tags.Count: > 0 } ? JsonSerializer.Serialize(options.Tags) : null,
            CustomStatus: null,
            services.Converter.Serialize(input));
        await Engine.ScheduleAsync(row, givenId is null ? null : kept).WaitAsync(cancellation).ConfigureAwait(false);
        return instanceId;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, new EventRaised(eventName, services.Converter.Serialize(eventPayload)), cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionResumed(reason), cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(
            instanceId,
            new ExecutionTerminated(services.Converter.Serialize(options?.Output), options?.Recursive ?? false),
            cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, status => status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, InstanceRow.IsFinal, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Get(instanceId, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        var converter = query.FetchInputsAndOutputs ? services.Converter : null;
        return Pageable.Create((token, pageSize, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var size = pageSize ?? query.PageSize;
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(pageSize));
            return Task.FromResult(Engine.Read(reader =>
                InstanceQueries.Page(reader.Connection, query, token ?? query.ContinuationToken, size, converter)));
        });
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = 100,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return Task.FromResult(Engine.Read(reader => InstanceQueries.EndedIds(
            reader.Connection, runtimeStatus, completedTimeFrom, completedTimeTo, pageSize, lastInstanceKey)));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private OrchestrationMetadata? Get(string instanceId, bool withPayloads) =>
        Engine.Read(reader => reader.State(instanceId, withPayloads ? services.Converter : null));

    private Task SendAsync(string instanceId, IncomingEvent item, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Engine.SendAsync(instanceId, item).WaitAsync(cancellation);
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<OrchestrationRuntimeStatus, bool> wanted, bool withPayloads, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        using var waiter = Engine.Await(instanceId, wanted);
        if (Engine.Prospect(instanceId) is not { } prospect || wanted(prospect))
        {
            var state = Get(instanceId, withPayloads)
                ?? throw new InvalidOperationException($"Orchestration with instanceId '{instanceId}' does not exist.");
            if (wanted(state.RuntimeStatus))
            {
                return state;
            }
        }

        var change = await waiter.Change.WaitAsync(cancellation).ConfigureAwait(false);
        return change.Describe(withPayloads ? services.Converter : null);
    }
}
