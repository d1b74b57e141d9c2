using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Storage;

/// <summary>What a turn changes on an instance beside its history.</summary>
internal sealed record InstanceUpdate(
    OrchestrationRuntimeStatus Status,
    bool Busy,
    DateTime? WakeAt,
    string? CustomStatus,
    DateTime? EndedAt = null,
    string? Output = null,
    TaskFailureDetails? Failure = null);
