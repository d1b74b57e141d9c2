namespace Microsoft.DurableTask.Client;

/// <summary>Which instances are asked for; every condition given must hold.</summary>
/// <param name="CreatedFrom">Created at this time or later.</param>
/// <param name="CreatedTo">Created at this time or earlier.</param>
/// <param name="Statuses">In one of these states.</param>
/// <param name="TaskHubNames">Not used here: there is one hub.</param>
/// <param name="InstanceIdPrefix">The id begins with this.</param>
/// <param name="PageSize">The most instances on a page; 100 by default.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs, outputs and custom status come along.</param>
/// <param name="ContinuationToken">Where the first page begins.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    public const int DefaultPageSize = 100;
}
