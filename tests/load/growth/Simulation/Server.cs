namespace Integration.Load.Growth.Simulation;

/// <summary>One unit that serves in order of arrival, at a constant rate.</summary>
/// <param name="perSecond">Work that it does in a second.</param>
internal sealed class Server(double perSecond)
{
    private double _freeAt;

    /// <summary>Takes work in. Arrivals must come in order of time.</summary>
    /// <param name="now">Seconds since the start.</param>
    /// <param name="work">How much.</param>
    /// <returns>Seconds that it waits before it begins.</returns>
    public double Take(double now, double work)
    {
        var begin = Math.Max(now, _freeAt);
        _freeAt = begin + (work / perSecond);
        return begin - now;
    }
}
