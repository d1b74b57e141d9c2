namespace Microsoft.DurableTask;

/// <summary>What a retry handler knows about the attempts so far.</summary>
/// <param name="OrchestrationContext">The orchestration that calls the task.</param>
/// <param name="LastAttemptNumber">The number of the attempt that failed, from 1.</param>
/// <param name="LastFailure">Why it failed.</param>
/// <param name="TotalRetryTime">The time since the first attempt was made.</param>
/// <param name="CancellationToken">Signalled when the retries are to end.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
