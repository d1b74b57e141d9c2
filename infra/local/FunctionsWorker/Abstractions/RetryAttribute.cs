namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a failed invocation again, where the trigger has no redelivery of its own (timers).</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    public RetryAttribute()
    {
    }

    /// <summary>Retries after the first try; -1 is without end.</summary>
    public int MaxRetryCount { get; set; }
}
