using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>Where the values of one output binding go. The invocation has succeeded when all of its outputs are written.</summary>
internal interface IFunctionOutput : IAsyncDisposable
{
    /// <param name="value">What the function gave; never empty.</param>
    /// <param name="cancellation">Whoever asked for the invocation has cancelled.</param>
    Task WriteAsync(TypedData value, CancellationToken cancellation);
}
