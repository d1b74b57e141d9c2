using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Apps;

/// <summary>A function as its worker described it.</summary>
/// <param name="Id">How the worker knows it.</param>
/// <param name="Name">How people know it.</param>
/// <param name="Bindings">All bindings; the trigger is among them.</param>
/// <param name="Metadata">What the worker said, word for word; it goes back to the worker when the function is loaded.</param>
internal sealed record HostedFunction(string Id, string Name, IReadOnlyList<FunctionBinding> Bindings, RpcFunctionMetadata Metadata)
{
    /// <summary>The binding that starts the function.</summary>
    public FunctionBinding Trigger { get; } = Bindings.Single(binding => binding.IsTrigger);

    /// <summary>The retry policy; null where the function has none.</summary>
    public RpcRetryOptions? Retry => Metadata.RetryOptions;
}
