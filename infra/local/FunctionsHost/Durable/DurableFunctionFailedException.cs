using Integration.Local.FunctionsHost.Functions;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// Says that a function threw, in the form of the official host, out of which the extension reads the type, the message and the stack of
/// what the
/// function threw.
/// </summary>
internal sealed class DurableFunctionFailedException(FunctionFailedException failure) : Exception(Describe(failure), failure)
{
    private static string Describe(FunctionFailedException failure) => failure.Failure is { } thrown
        ? $"Result: Function '{failure.Function}' failed.\nException: {thrown.Message}\nStack: {thrown.StackTrace}"
        : failure.Message;
}
