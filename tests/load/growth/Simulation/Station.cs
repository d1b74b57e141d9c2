using Integration.Load.Growth.Model;

namespace Integration.Load.Growth.Simulation;

/// <summary>All units of one limited thing, and what was waited for them.</summary>
internal sealed class Station
{
    private readonly Server[] _servers;
    private readonly double _workOfStep;

    /// <param name="need">The limit and what a case asks of it.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="steps">Steps of a case, which share its work evenly.</param>
    public Station(Need need, int units, int steps)
    {
        Need = need;
        _workOfStep = need.PerCase / steps;
        _servers = need.Limit.IsSpread
            ? [.. Enumerable.Range(0, units).Select(_ => new Server(need.Limit.PerSecond))]
            : [new Server(need.Limit.PerSecond * units)];
    }

    public Need Need { get; }

    /// <summary>Waits in the busiest hour.</summary>
    public Waits Waits { get; } = new();

    /// <summary>Takes the work of a step in.</summary>
    /// <returns>Seconds that it takes, the wait before included.</returns>
    public double Take(double now, int caseNumber, bool isPeak)
    {
        // A multiplier spreads numbers that follow each other as a hash of case ids does.
        var server = _servers[(int)((uint)(caseNumber * 2654435761L) % (uint)_servers.Length)];
        var wait = server.Take(now, _workOfStep);
        if (isPeak)
        {
            Waits.Add(wait);
        }

        return wait;
    }
}
