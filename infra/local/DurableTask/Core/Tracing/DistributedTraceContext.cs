namespace DurableTask.Core.Tracing;

/// <summary>A trace across processes, as in W3C Trace Context. This engine keeps none in its histories.</summary>
/// <param name="traceParent">The header <c>traceparent</c>.</param>
/// <param name="traceState">The header <c>tracestate</c>.</param>
public class DistributedTraceContext(string traceParent, string? traceState = null)
{
    public string TraceParent { get; set; } = traceParent;

    public string? TraceState { get; set; } = traceState;
}
