using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Storage;

/// <summary>
/// An instance as stored, without its history and outcome. Its number, unlike its id, is never used twice; its generation says
/// how often it has continued as new.
/// </summary>
internal sealed record InstanceRow(
    long Seq,
    string Id,
    string Name,
    string Version,
    int Generation,
    OrchestrationRuntimeStatus Status,
    DateTime CreatedAt,
    DateTime? StartAt,
    ParentLink? Parent,
    string? Tags,
    string? CustomStatus,
    string? Input)
{
    public static bool IsFinal(OrchestrationRuntimeStatus status) => status is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>The task of another instance that a sub-orchestration is to answer.</summary>
internal sealed record ParentLink(long Seq, int Generation, int TaskId, string Id, string Name)
{
    public ParentOrchestrationInstance Instance => new(Name, Id);
}
