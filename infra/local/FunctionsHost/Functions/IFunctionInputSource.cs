using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>Where the values of one input binding come from.</summary>
internal interface IFunctionInputSource
{
    /// <summary>The value for one invocation.</summary>
    ValueTask<TypedData> ReadAsync(CancellationToken cancellation);
}
