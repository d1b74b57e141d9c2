namespace Integration.Load.Growth.Simulation;

/// <summary>Seconds of waiting, in steps of a twentieth: enough for percentiles, however many there are.</summary>
internal sealed class Waits
{
    private const double Shortest = 1e-6;
    private const double Step = 1.05;

    private readonly List<long> _counts = [0];

    public long Count { get; private set; }

    public double Sum { get; private set; }

    public double Mean => Count == 0 ? 0 : Sum / Count;

    public void Add(double seconds)
    {
        var bucket = seconds <= Shortest ? 0 : 1 + (int)(Math.Log(seconds / Shortest) / Math.Log(Step));
        while (_counts.Count <= bucket)
        {
            _counts.Add(0);
        }

        _counts[bucket]++;
        (Count, Sum) = (Count + 1, Sum + seconds);
    }

    /// <summary>The wait that a share of all is not above, 0 to 1.</summary>
    public double At(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var bucket = 0; bucket < _counts.Count; bucket++)
        {
            left -= _counts[bucket];
            if (left <= 0)
            {
                return bucket == 0 ? 0 : Shortest * Math.Pow(Step, bucket);
            }
        }

        return 0;
    }
}
