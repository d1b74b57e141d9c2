namespace Integration.Load.DurableTask;

/// <summary>Durations in order.</summary>
internal sealed class Percentiles(IEnumerable<TimeSpan> durations)
{
    private readonly List<TimeSpan> _sorted = [.. durations.Order()];

    /// <summary>The duration that this share of all do not exceed, in milliseconds.</summary>
    public double At(double share) => _sorted[Math.Min(_sorted.Count - 1, (int)(_sorted.Count * share))].TotalMilliseconds;
}
