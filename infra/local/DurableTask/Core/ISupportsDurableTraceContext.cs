using DurableTask.Core.Tracing;

namespace DurableTask.Core;

/// <summary>An event that bears the trace of its cause.</summary>
public interface ISupportsDurableTraceContext
{
    DistributedTraceContext? ParentTraceContext { get; set; }
}
