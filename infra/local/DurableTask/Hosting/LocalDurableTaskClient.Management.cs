using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Scheduling;
using Integration.Local.DurableTask.Storage;
using HistoryEvent = DurableTask.Core.History.HistoryEvent;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Hosting;

/// <content>Histories, restarting, rewinding and purging.</content>
internal sealed partial class LocalDurableTaskClient
{
    private const int PurgePageSize = 500;

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var row = Find(instanceId);
        if (!restartWithNewInstanceId && !InstanceRow.IsFinal(row.Status))
        {
            throw new InvalidOperationException(
                $"The instance '{instanceId}' is {row.Status}. Only a finished instance can be restarted under its id.");
        }

        var now = Engine.Time.GetUtcNow().UtcDateTime;
        var restarted = row with
        {
            Seq = Engine.NextSeq(),
            Id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId,
            Generation = 0,
            Status = OrchestrationRuntimeStatus.Pending,
            CreatedAt = now,
            StartAt = null,
            Parent = null,
            CustomStatus = null,
        };
        var kept = restartWithNewInstanceId ? null : DedupeStatuses.Parse(null);
        await Engine.ScheduleAsync(restarted, kept).WaitAsync(cancellation).ConfigureAwait(false);
        return restarted.Id;
    }

    public override async Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        var row = Find(instanceId);
        if (row.Status != OrchestrationRuntimeStatus.Failed)
        {
            throw new InvalidOperationException($"The instance '{instanceId}' is {row.Status}. Only a failed instance can be rewound.");
        }

        var instances = new List<RewoundInstance>();
        var left = new Stack<InstanceRow>([row]);
        while (left.TryPop(out var next))
        {
            var plan = Plan(next, reason);
            instances.Add(new RewoundInstance(next, plan));
            foreach (var child in plan.Children)
            {
                left.Push(FailedChild(next, child));
            }
        }

        var commit = new RewindCommit(instances, Engine);
        Engine.Submit(commit);
        await commit.Done.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public override Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var row = Find(instanceId);
        return Task.FromResult(OfficialHistory.Of(row, Engine.Read(reader => reader.History(row.Seq))));
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return Engine.Read(reader => reader.Instance(instanceId)) is { } row
            ? new PurgeResult(await PurgeAsync([row.Seq], options, cancellation).ConfigureAwait(false), isComplete: true)
            : new PurgeResult(0, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var began = Engine.Time.GetTimestamp();
        var (count, last) = (0, 0L);
        while (true)
        {
            var after = last;
            var page = Engine.Read(reader => InstanceQueries.Purgeable(reader.Connection, filter, after, PurgePageSize));
            if (page.Count == 0)
            {
                return new PurgeResult(count, isComplete: true);
            }

            if (filter.Timeout is { } timeout && Engine.Time.GetElapsedTime(began) >= timeout)
            {
                return new PurgeResult(count, isComplete: false);
            }

            count += await PurgeAsync(page, options, cancellation).ConfigureAwait(false);
            last = page[^1];
        }
    }

    private Task<int> PurgeAsync(IReadOnlyList<long> instances, PurgeInstanceOptions? options, CancellationToken cancellation)
    {
        var commit = new PurgeCommit(instances, options?.Recursive ?? false);
        Engine.Submit(commit);
        return commit.Done.WaitAsync(cancellation);
    }

    private InstanceRow Find(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return Engine.Read(reader => reader.Instance(instanceId))
            ?? throw new ArgumentException($"No instance with the id '{instanceId}' exists.", nameof(instanceId));
    }

    private InstanceRow FailedChild(InstanceRow parent, string instanceId) =>
        Engine.Read(reader => reader.Instance(instanceId)) is { Status: OrchestrationRuntimeStatus.Failed } child
        && child.Parent?.Seq == parent.Seq
            ? child
            : throw new InvalidOperationException(
                $"The instance '{parent.Id}' can't be rewound: its failed sub-orchestration '{instanceId}' is no longer there.");

    private RewindPlan Plan(InstanceRow row, string reason)
    {
        var history = Engine.Read(reader => reader.History(row.Seq));
        var identity = new ExecutionIdentity(row.Id, row.Name, row.Version, row.Input, row.Parent?.Instance);
        return RewindPlan.Make(
            history, () => new Orchestration(identity, services, () => { }), Engine.Time.GetUtcNow().UtcDateTime, reason);
    }
}
