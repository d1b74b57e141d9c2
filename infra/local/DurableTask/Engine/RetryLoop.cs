using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Engine;

/// <summary>Tries a task again after a failure, with durable delays, as its options say.</summary>
internal static class RetryLoop
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, Func<Task<T>> attempt, TaskRetryOptions retry) =>
        retry.Policy is { } policy ? WithPolicyAsync(context, attempt, policy) : WithHandlerAsync(context, attempt, retry.Handler!);

    /// <summary>The delay after a failed attempt; null when there is to be no other.</summary>
    public static TimeSpan? DelayAfter(RetryPolicy policy, int attempts, TimeSpan elapsed, TaskFailureDetails failure)
    {
        if (attempts >= policy.MaxNumberOfAttempts
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout)
            || !EngineFailures.IsRetriable(failure)
            || !policy.FailureFilter(failure))
        {
            return null;
        }

        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    private static async Task<T> WithPolicyAsync<T>(TaskOrchestrationContext context, Func<Task<T>> attempt, RetryPolicy policy)
    {
        var began = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            TimeSpan delay;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e)
            {
                if (DelayAfter(policy, attempts, context.CurrentUtcDateTime - began, e.FailureDetails) is not { } next)
                {
                    throw;
                }

                delay = next;
            }

            await context.CreateTimer(delay, CancellationToken.None);
        }
    }

    private static async Task<T> WithHandlerAsync<T>(
        TaskOrchestrationContext context, Func<Task<T>> attempt, AsyncRetryHandler handler)
    {
        var began = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e) when (EngineFailures.IsRetriable(e.FailureDetails))
            {
                var elapsed = context.CurrentUtcDateTime - began;
                if (!await handler(new RetryContext(context, attempts, e.FailureDetails, elapsed, CancellationToken.None)))
                {
                    throw;
                }
            }
        }
    }
}
