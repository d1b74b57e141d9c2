namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation answers, seen as <typeparamref name="T"/>.</summary>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}
