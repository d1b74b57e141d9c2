using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>An exception as the worker told of it: its text is the worker's, stack included.</summary>
internal sealed class WorkerSideException(RpcException failure) : Exception(failure.Message)
{
    public override string ToString() => failure.Message.Contains(failure.StackTrace, StringComparison.Ordinal)
        ? failure.Message
        : $"{failure.Message}{Environment.NewLine}{failure.StackTrace}";
}
