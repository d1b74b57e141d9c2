namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger knows about an invocation beside its payload: route values, message properties, …</summary>
public abstract class BindingContext
{
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
