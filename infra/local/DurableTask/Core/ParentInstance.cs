using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace DurableTask.Core;

/// <summary>The orchestration that started another.</summary>
[SuppressMessage("Design", "CA1051", Justification = "Fields in the official API too.")]
public class ParentInstance : IExtensibleDataObject
{
    public string? Name;

    public OrchestrationInstance? OrchestrationInstance;

    /// <summary>The number under which the parent asked for it.</summary>
    public int TaskScheduleId;

    public string? Version;

    public ExtensionDataObject? ExtensionData { get; set; }
}
