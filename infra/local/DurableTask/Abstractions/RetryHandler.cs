namespace Microsoft.DurableTask;

/// <summary>Decides, after a failure, whether a task is tried again.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
