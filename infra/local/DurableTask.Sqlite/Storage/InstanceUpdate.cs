using DurableTask.Core;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>What a work item makes of its instance.</summary>
/// <param name="ExecutionId">The execution that goes on; another than before if the instance continued as new.</param>
/// <param name="Version">Its version.</param>
/// <param name="Status">The status.</param>
/// <param name="UpdatedAt">Now, in UTC.</param>
/// <param name="CompletedAt">The end; null while it goes on.</param>
internal sealed record InstanceUpdate(
    string ExecutionId, string? Version, OrchestrationStatus Status, DateTime UpdatedAt, DateTime? CompletedAt);
