namespace Microsoft.Azure.Functions.Worker;

/// <summary>The W3C trace context that an invocation belongs to. Empty strings where there is none.</summary>
public abstract class TraceContext
{
    public abstract string TraceParent { get; }

    public abstract string TraceState { get; }
}
