using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using Integration.Local.DurableTask.Sqlite;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>What the extension asks of a storage provider beyond the framework: states, queries and removals in its own words.</summary>
internal sealed class SqliteDurabilityProvider(SqliteOrchestrationService service)
    : DurabilityProvider(SqliteDurabilityProviderFactory.ProviderName, service, service, SqliteDurabilityProviderFactory.ProviderName)
{
    /// <summary>Completes, with the reason, when the store has failed.</summary>
    public Task<Exception> Faulted => service.Faulted;

    public override bool SupportsPollFreeWait => true;

    public override bool GuaranteesOrderedDelivery => true;

    public override void SetUseSeparateQueueForEntityWorkItems(bool newValue)
    {
        // Orchestrations and entities are told apart here in any case.
    }

    public override async Task<IList<OrchestrationState>> GetOrchestrationStateWithInputsAsync(string instanceId, bool showInput = true)
    {
        var state = await service.GetOrchestrationStateAsync(instanceId, executionId: null);
        if (state is not null && !showInput)
        {
            state.Input = null;
        }

        return state is null ? [] : [state];
    }

    public override async Task<IList<OrchestrationState>> GetAllOrchestrationStates(CancellationToken cancellationToken)
    {
        var all = new List<OrchestrationState>();
        var query = new OrchestrationQuery();
        do
        {
            var page = await service.GetOrchestrationWithQueryAsync(query, cancellationToken);
            all.AddRange(page.OrchestrationState);
            query.ContinuationToken = page.ContinuationToken;
        }
        while (query.ContinuationToken is not null);
        return all;
    }

    public override async Task<OrchestrationStatusQueryResult> GetOrchestrationStateWithPagination(
        OrchestrationStatusQueryCondition condition, CancellationToken cancellationToken)
    {
        var page = await service.GetOrchestrationWithQueryAsync(
            new OrchestrationQuery
            {
                RuntimeStatus = condition.RuntimeStatus?.Select(status => (OrchestrationStatus)status).ToList(),
                CreatedTimeFrom = condition.CreatedTimeFrom == default ? null : condition.CreatedTimeFrom,
                CreatedTimeTo = condition.CreatedTimeTo == default ? null : condition.CreatedTimeTo,
                InstanceIdPrefix = condition.InstanceIdPrefix,
                FetchInputsAndOutputs = condition.ShowInput,
                PageSize = condition.PageSize,
                ContinuationToken = condition.ContinuationToken,
            },
            cancellationToken);
        return new OrchestrationStatusQueryResult
        {
            DurableOrchestrationState = page.OrchestrationState.Select(Describe).ToList(),
            ContinuationToken = page.ContinuationToken,
        };
    }

    public override async Task<PurgeHistoryResult> PurgeInstanceHistoryByInstanceId(string instanceId) =>
        new((await service.PurgeInstanceStateAsync(instanceId)).DeletedInstanceCount);

    public override async Task<int> PurgeHistoryByFilters(
        DateTime createdTimeFrom, DateTime? createdTimeTo, IEnumerable<OrchestrationStatus> runtimeStatus) =>
        (await service.PurgeInstanceStateAsync(new PurgeInstanceFilter(createdTimeFrom, createdTimeTo, runtimeStatus)))
            .DeletedInstanceCount;

    public override async Task<IAsyncEnumerable<HistoryEvent>> StreamOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellationToken) => OneByOneAsync(await service.GetHistoryAsync(instanceId));

    private static async IAsyncEnumerable<HistoryEvent> OneByOneAsync(IReadOnlyList<HistoryEvent> history)
    {
        await Task.CompletedTask;
        foreach (var one in history)
        {
            yield return one;
        }
    }

    private static DurableOrchestrationStatus Describe(OrchestrationState state) => new()
    {
        Name = state.Name,
        Version = string.IsNullOrEmpty(state.Version) ? null : state.Version,
        InstanceId = state.OrchestrationInstance.InstanceId,
        ParentInstanceId = state.ParentInstance?.OrchestrationInstance?.InstanceId,
        CreatedTime = state.CreatedTime,
        LastUpdatedTime = state.LastUpdatedTime,
        RuntimeStatus = (OrchestrationRuntimeStatus)state.OrchestrationStatus,
        CustomStatus = Read(state.Status),
        Input = Read(state.Input),
        Output = Read(state.Output),
    };

    private static JToken Read(string? json)
    {
        try
        {
            return string.IsNullOrWhiteSpace(json) ? JValue.CreateNull() : JToken.Parse(json);
        }
        catch (JsonReaderException)
        {
            return json;
        }
    }
}
