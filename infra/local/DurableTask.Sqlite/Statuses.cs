using DurableTask.Core;

namespace Integration.Local.DurableTask.Sqlite;

/// <summary>What the states of an orchestration mean to the store.</summary>
internal static class Statuses
{
    /// <summary>Those of an instance that never goes on, unless it is rewound.</summary>
    public static IReadOnlyList<OrchestrationStatus> Final { get; } =
    [
        OrchestrationStatus.Completed, OrchestrationStatus.Failed, OrchestrationStatus.Canceled, OrchestrationStatus.Terminated,
    ];

    public static bool IsFinal(OrchestrationStatus status) => Final.Contains(status);
}
