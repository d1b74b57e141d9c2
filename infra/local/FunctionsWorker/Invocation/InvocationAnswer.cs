namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>Where an invocation's answer stands while the pipeline runs.</summary>
internal sealed class InvocationAnswer
{
    public object? Value { get; set; }
}
