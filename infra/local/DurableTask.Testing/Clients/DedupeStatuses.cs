using DurableTask.Core;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Testing.Clients;

/// <summary>
/// The states in which an existing instance keeps its id. Without a choice those are the unfinished ones, as in Durable Functions.
/// </summary>
internal static class DedupeStatuses
{
    public static readonly OrchestrationStatus[] Unfinished =
        [OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended];

    /// <exception cref="ArgumentException">A name is not one of a state that an instance can be kept in.</exception>
    public static OrchestrationStatus[] Parse(IReadOnlyList<string>? names) => names is null ? Unfinished : [.. names.Select(Parse)];

    private static OrchestrationStatus Parse(string name) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
        && StartOrchestrationOptionsExtensions.ValidDedupeStatuses.Contains(status)
            ? status.ToCore()
            : throw new ArgumentException($"'{name}' is not a state for deduplication.", nameof(name));
}
