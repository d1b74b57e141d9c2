namespace Microsoft.DurableTask.Client;

/// <summary>Which finished instances are purged.</summary>
/// <param name="CreatedFrom">Created at this time or later.</param>
/// <param name="CreatedTo">Created at this time or earlier.</param>
/// <param name="Statuses">In one of these states; by default all final ones.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>After this time the purge ends, complete or not; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
