using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Hosting;

/// <summary>
/// The states in which an existing instance is kept. Without a choice those are the unfinished ones, as in the official client.
/// </summary>
internal static class DedupeStatuses
{
    private static readonly HashSet<OrchestrationRuntimeStatus> Unfinished =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <exception cref="ArgumentException">A name is not one of a state that an instance can be kept in.</exception>
    public static IReadOnlySet<OrchestrationRuntimeStatus> Parse(IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            return Unfinished;
        }

        var statuses = new HashSet<OrchestrationRuntimeStatus>();
        foreach (var name in names)
        {
            if (!Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
                || !StartOrchestrationOptionsExtensions.ValidDedupeStatuses.Contains(status))
            {
                throw new ArgumentException($"'{name}' is not a state for deduplication.", nameof(names));
            }

            statuses.Add(status);
        }

        return statuses;
    }
}
