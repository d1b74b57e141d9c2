namespace Integration.Local.FunctionsHost.HostJson;

/// <summary>How often a failed invocation is made again, and after what pauses.</summary>
/// <param name="MaxRetryCount">After the first try; -1 is without end.</param>
/// <param name="FirstPause">The pause before the first retry; it doubles from one to the next.</param>
/// <param name="LongestPause">Where it stops doubling; the same as the first for a fixed pause.</param>
internal sealed record RetrySettings(int MaxRetryCount, TimeSpan FirstPause, TimeSpan LongestPause);
