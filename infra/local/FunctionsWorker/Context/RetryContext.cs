namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which retry of a failed invocation this is.</summary>
public abstract class RetryContext
{
    /// <summary>0 for the first try.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Retries after the first try; -1 is without end.</summary>
    public abstract int MaxRetryCount { get; }
}
