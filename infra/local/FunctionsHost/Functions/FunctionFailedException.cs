using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>A function threw, or went beyond its time.</summary>
/// <param name="function">Its name.</param>
/// <param name="failure">What the worker told of the exception; null where there was none to tell of.</param>
/// <param name="message">What went wrong.</param>
internal sealed class FunctionFailedException(string function, RpcException? failure, string message) : Exception(message)
{
    public string Function { get; } = function;

    public RpcException? Failure { get; } = failure;
}
