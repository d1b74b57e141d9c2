using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Protocol;
using Integration.Local.FunctionsHost.Worker;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>Runs functions in the worker, each under its retry policy and the function timeout of host.json.</summary>
internal interface IFunctionInvoker
{
    /// <returns>The worker's answer; it says that the function succeeded.</returns>
    /// <exception cref="FunctionFailedException">The function threw, or went beyond its time.</exception>
    /// <exception cref="WorkerLostException">
    /// The worker ended before the function did, or the host stops: it is not known how far it came.
    /// </exception>
    /// <exception cref="OperationCanceledException">Whoever asked has cancelled; the worker was told.</exception>
    Task<InvocationResponse> InvokeAsync(HostedFunction function, FunctionInput input, CancellationToken cancellation);
}
