using DurableTask.Core;
using DurableTask.Core.Query;
using Integration.Local.DurableTask.Sqlite.Commands;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite;

/// <content>Queries, and what is removed.</content>
public sealed partial class SqliteOrchestrationService : IOrchestrationServiceQueryClient, IOrchestrationServicePurgeClient
{
    private const int PurgedAtOnce = 100;

    /// <summary>A page of instances in the order of their ids.</summary>
    public Task<OrchestrationQueryResult> GetOrchestrationWithQueryAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var hub = Hub;
        return Task.Run(() => hub.Read(reader => InstanceQueries.Page(reader.Connection, query)), cancellationToken);
    }

    /// <summary>
    /// Takes a failed instance back to before it failed: what failed runs again, also in its children, and what did not stays.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It has not failed.</exception>
    public Task RewindTaskOrchestrationAsync(string instanceId, string? reason)
    {
        var hub = Hub;
        return hub.CommitAsync(new RewindCommand(instanceId, reason, hub));
    }

    /// <summary>Removes an instance, whatever its state. One that is being processed does not come back.</summary>
    public async Task<PurgeResult> PurgeInstanceStateAsync(string instanceId)
    {
        var hub = Hub;
        return new PurgeResult(await hub.CommitAsync(PurgeCommand.Of(instanceId, hub)).ConfigureAwait(false), isComplete: true);
    }

    /// <summary>Removes finished instances that match.</summary>
    public async Task<PurgeResult> PurgeInstanceStateAsync(PurgeInstanceFilter purgeInstanceFilter)
    {
        ArgumentNullException.ThrowIfNull(purgeInstanceFilter);
        var hub = Hub;
        var (deleted, after, started) = (0, 0L, _time.GetTimestamp());
        while (true)
        {
            var seqs = await Task.Run(() => hub.Read(reader =>
                InstanceQueries.Purgeable(reader.Connection, purgeInstanceFilter, after, PurgedAtOnce))).ConfigureAwait(false);
            if (seqs.Count == 0)
            {
                return new PurgeResult(deleted, isComplete: true);
            }

            deleted += await hub.CommitAsync(PurgeCommand.OfFinished(seqs, hub)).ConfigureAwait(false);
            after = seqs[^1];
            if (purgeInstanceFilter.Timeout is { } timeout && _time.GetElapsedTime(started) >= timeout)
            {
                return new PurgeResult(deleted, isComplete: false);
            }
        }
    }

    /// <summary>Removes finished instances whose time is before the threshold.</summary>
    public async Task PurgeOrchestrationHistoryAsync(
        DateTime thresholdDateTimeUtc, OrchestrationStateTimeRangeFilterType timeRangeFilterType)
    {
        var hub = Hub;
        var seqs = await Task.Run(() => hub.Read(reader =>
            InstanceQueries.FinishedBefore(reader.Connection, thresholdDateTimeUtc, timeRangeFilterType))).ConfigureAwait(false);
        foreach (var some in seqs.Chunk(PurgedAtOnce))
        {
            await hub.CommitAsync(PurgeCommand.OfFinished(some, hub)).ConfigureAwait(false);
        }
    }
}
