using DurableTask.Core;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>What decides whether a message is for an instance.</summary>
/// <param name="Seq">The number of this start of the id.</param>
/// <param name="ExecutionId">The current execution.</param>
/// <param name="Status">The status.</param>
/// <param name="Generation">How often the id was started before.</param>
internal sealed record InstanceKey(long Seq, string ExecutionId, OrchestrationStatus Status, int? Generation)
{
    public bool IsFinal => Statuses.IsFinal(Status);

    /// <summary>Whether a message that names this execution, or none, is for it.</summary>
    public bool Accepts(string? executionId) =>
        !IsFinal && (string.IsNullOrEmpty(executionId) || string.Equals(executionId, ExecutionId, StringComparison.Ordinal));
}
