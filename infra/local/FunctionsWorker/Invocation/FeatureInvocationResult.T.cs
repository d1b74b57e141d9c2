using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Invocation;

internal sealed class FeatureInvocationResult<T>(InvocationAnswer answer) : InvocationResult<T>
{
    public override T? Value
    {
        get => (T?)answer.Value;
        set => answer.Value = value;
    }
}
