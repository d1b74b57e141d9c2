using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>What a client does, with inputs and outputs as JSON.</summary>
internal sealed class HubClient(SqliteOrchestrationService service)
{
    /// <param name="instanceId">The id.</param>
    /// <param name="name">The orchestration.</param>
    /// <param name="input">Its input.</param>
    /// <param name="dedupe">States in which a finished instance is in the way.</param>
    /// <param name="at">When it is to begin; null: at once.</param>
    /// <param name="tags">Its tags.</param>
    public Task StartAsync(
        string instanceId,
        string name,
        object? input = null,
        OrchestrationStatus[]? dedupe = null,
        DateTimeOffset? at = null,
        IDictionary<string, string>? tags = null)
    {
        var instance = new OrchestrationInstance { InstanceId = instanceId, ExecutionId = Guid.NewGuid().ToString("N") };
        var started = new ExecutionStartedEvent(-1, JsonSerializer.Serialize(input))
        {
            Name = name,
            Version = string.Empty,
            OrchestrationInstance = instance,
            ScheduledStartTime = at?.UtcDateTime,
            Tags = tags,
        };
        return service.CreateTaskOrchestrationAsync(
            new TaskMessage { OrchestrationInstance = instance, Event = started }, dedupe);
    }

    public Task RaiseAsync(string instanceId, string name, object? input = null) =>
        SendAsync(instanceId, new EventRaisedEvent(-1, JsonSerializer.Serialize(input)) { Name = name });

    public Task SuspendAsync(string instanceId) => SendAsync(instanceId, new ExecutionSuspendedEvent(-1, "wait"));

    public Task ResumeAsync(string instanceId) => SendAsync(instanceId, new ExecutionResumedEvent(-1, "go on"));

    public Task SendAsync(string instanceId, HistoryEvent item, string? executionId = null) =>
        service.SendTaskOrchestrationMessageAsync(new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId, ExecutionId = executionId },
            Event = item,
        });

    /// <summary>Null if there is no such instance.</summary>
    public Task<OrchestrationState?> FindAsync(string instanceId) => service.GetOrchestrationStateAsync(instanceId, null);

    /// <summary>Waits for the end of an instance.</summary>
    public async Task<OrchestrationState> EndAsync(string instanceId, CancellationToken cancellation = default) =>
        await service.WaitForOrchestrationAsync(instanceId, null, Timeout.InfiniteTimeSpan, cancellation)
        ?? throw new InvalidOperationException($"The wait for {instanceId} has ended without an end.");

    /// <summary>Waits until the state of an instance is as wanted.</summary>
    public async Task<OrchestrationState> UntilAsync(
        string instanceId, Func<OrchestrationState, bool> wanted, CancellationToken cancellation = default)
    {
        while (true)
        {
            if (await FindAsync(instanceId) is { } state && wanted(state))
            {
                return state;
            }

            await Task.Delay(2, cancellation);
        }
    }
}
