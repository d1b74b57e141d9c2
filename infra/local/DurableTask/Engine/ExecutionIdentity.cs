using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Engine;

/// <summary>What an execution of an orchestration is given: who it is and what it starts with.</summary>
internal sealed record ExecutionIdentity(
    string InstanceId,
    string Name,
    string Version,
    string? Input,
    ParentOrchestrationInstance? Parent);
