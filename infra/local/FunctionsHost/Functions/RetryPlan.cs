using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>How often a failed invocation is made again, and after what pause.</summary>
/// <param name="MaxRetries">After the first try; -1 is without end.</param>
/// <param name="FirstPause">The pause before the first retry; it doubles from one to the next.</param>
/// <param name="LongestPause">Where it stops doubling; the same as the first for a fixed pause.</param>
internal sealed record RetryPlan(int MaxRetries, TimeSpan FirstPause, TimeSpan LongestPause)
{
    public static RetryPlan Never { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);

    /// <param name="own">The policy of the function; null where it has none.</param>
    /// <param name="common">The policy of host.json; null where it has none.</param>
    public static RetryPlan Of(RpcRetryOptions? own, RetrySettings? common) => (own, common) switch
    {
        ({ RetryStrategy: RpcRetryOptions.Types.RetryStrategy.FixedDelay }, _) =>
            new RetryPlan(own.MaxRetryCount, own.DelayInterval.ToTimeSpan(), own.DelayInterval.ToTimeSpan()),
        ({ } exponential, _) =>
            new RetryPlan(exponential.MaxRetryCount, exponential.MinimumInterval.ToTimeSpan(), exponential.MaximumInterval.ToTimeSpan()),
        (null, { } all) => new RetryPlan(all.MaxRetryCount, all.FirstPause, all.LongestPause),
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
}
