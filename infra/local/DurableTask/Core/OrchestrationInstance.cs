using System.Runtime.Serialization;

namespace DurableTask.Core;

/// <summary>An instance, and which of its executions.</summary>
public class OrchestrationInstance : IExtensibleDataObject
{
    public string? InstanceId { get; set; }

    /// <summary>Not kept by this engine: null.</summary>
    public string? ExecutionId { get; set; }

    public ExtensionDataObject? ExtensionData { get; set; }

    public override int GetHashCode() => HashCode.Combine(InstanceId, ExecutionId);

    public override string ToString() => $"[InstanceId: {InstanceId}, ExecutionId: {ExecutionId}]";
}
