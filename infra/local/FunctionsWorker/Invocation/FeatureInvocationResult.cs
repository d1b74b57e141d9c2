using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Invocation;

internal sealed class FeatureInvocationResult(InvocationAnswer answer) : InvocationResult
{
    public override object? Value
    {
        get => answer.Value;
        set => answer.Value = value;
    }
}
