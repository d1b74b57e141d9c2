using System.Diagnostics;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>What a trigger gives a function.</summary>
/// <param name="Trigger">The value of the trigger's parameter.</param>
internal sealed record FunctionInput(TypedData Trigger)
{
    /// <summary>Values that other parameters bind to by their names, and that the worker shows as binding data.</summary>
    public IReadOnlyDictionary<string, TypedData> Metadata { get; init; } = new Dictionary<string, TypedData>();

    /// <summary>The W3C trace that the invocation belongs to; by default the current activity's.</summary>
    public ActivityContext? Trace { get; init; }

    /// <summary>By default a new one; HTTP names its invocation beforehand.</summary>
    public string? InvocationId { get; init; }
}
