using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>The trace that was current when the invocation began.</summary>
internal sealed class AmbientTraceContext : TraceContext
{
    public override string TraceParent { get; } = Activity.Current?.Id ?? string.Empty;

    public override string TraceState { get; } = Activity.Current?.TraceStateString ?? string.Empty;
}
