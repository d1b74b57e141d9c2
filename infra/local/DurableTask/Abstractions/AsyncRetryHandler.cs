namespace Microsoft.DurableTask;

/// <summary>Decides, after a failure, whether a task is tried again; may await durable tasks.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
