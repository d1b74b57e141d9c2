using System.Globalization;
using System.Reflection;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>How often a failed invocation is made again, and after what pause.</summary>
/// <param name="MaxRetries">After the first try; -1 is without end.</param>
/// <param name="FirstPause">The pause before the first retry; it doubles from one to the next.</param>
/// <param name="LongestPause">Where it stops doubling; the same as the first for a fixed pause.</param>
internal sealed record RetryPlan(int MaxRetries, TimeSpan FirstPause, TimeSpan LongestPause)
{
    public static RetryPlan Never { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);

    /// <returns><see cref="Never"/> for a function without a retry attribute.</returns>
    public static RetryPlan Of(
        FunctionMethod function, StartProblems problems) => function.Method.GetCustomAttribute<RetryAttribute>() switch
    {
        FixedDelayRetryAttribute retry => Read(function, retry, retry.DelayInterval, retry.DelayInterval, problems),
        ExponentialBackoffRetryAttribute retry => Read(function, retry, retry.MinimumInterval, retry.MaximumInterval, problems),
        _ => Never,
    };

    /// <summary>The pause after so many failures; null: no more retries.</summary>
    public TimeSpan? PauseAfter(int failures)
    {
        if (MaxRetries >= 0 && failures > MaxRetries)
        {
            return null;
        }

        var pause = FirstPause;
        for (var i = 1; i < failures && pause < LongestPause; i++)
        {
            pause += pause;
        }

        return pause < LongestPause ? pause : LongestPause;
    }

    private static RetryPlan Read(FunctionMethod function, RetryAttribute retry, string first, string longest, StartProblems problems)
    {
        if (retry.MaxRetryCount < -1)
        {
            problems.Add(function, $"its retry count is {retry.MaxRetryCount}. It must be 0 or more, or -1 for no end.");
        }

        return new RetryPlan(retry.MaxRetryCount, Pause(function, first, problems), Pause(function, longest, problems));
    }

    private static TimeSpan Pause(FunctionMethod function, string text, StartProblems problems)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var pause) && pause > TimeSpan.Zero)
        {
            return pause;
        }

        problems.Add(function, $"the pause '{text}' between its retries is no time. Write it as hh:mm:ss.");
        return TimeSpan.Zero;
    }
}
