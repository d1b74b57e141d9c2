using Integration.Load.Growth.Model;

namespace Integration.Load.Growth.Simulation;

/// <summary>
/// The busiest day as a discrete-event simulation: cases arrive by chance at the rate of the hour, and each goes through its steps one
/// after the other. A step asks every station for its share of the case's work, then waits for a participant.
/// </summary>
internal sealed class PeakDay
{
    /// <summary>Hours from midnight; what comes in is followed to its end, however late.</summary>
    public const int Hours = 24;

    private const double SecondsPerHour = 3600;

    private readonly Random _random;
    private readonly Func<int, double> _rate;
    private readonly IReadOnlyList<Station> _stations;
    private readonly int _steps;
    private readonly Assumptions _assumed;
    private readonly PriorityQueue<Visit, double> _agenda = new();

    /// <param name="seed">The same seed has the same day.</param>
    /// <param name="rate">Cases a second in an hour of the day.</param>
    /// <param name="stations">What they wait for.</param>
    /// <param name="steps">Steps of a case.</param>
    /// <param name="assumed">How fast participants answer.</param>
    public PeakDay(int seed, Func<int, double> rate, IReadOnlyList<Station> stations, int steps, Assumptions assumed) =>
        (_random, _rate, _stations, _steps, _assumed) = (new Random(seed), rate, stations, steps, assumed);

    public DayReport Run()
    {
        var (arrived, inside, area, sojourn, last) = (0, 0, 0.0, 0.0, 0.0);
        var next = NextArrival(0);
        while (next is not null || _agenda.Count > 0)
        {
            if (next is { } at && (!_agenda.TryPeek(out _, out var soonest) || at <= soonest))
            {
                area += inside * (at - last);
                (last, inside, arrived) = (at, inside + 1, arrived + 1);
                _agenda.Enqueue(new Visit(arrived, _steps, at), at);
                next = NextArrival(at);
                continue;
            }

            _agenda.TryDequeue(out var visit, out var now);
            area += inside * (now - last);
            last = now;
            if (visit.StepsLeft == 0)
            {
                (inside, sojourn) = (inside - 1, sojourn + now - visit.Begin);
                continue;
            }

            var waited = Ask(visit, now);
            _agenda.Enqueue(visit with { StepsLeft = visit.StepsLeft - 1 }, now + waited + Answer(visit.StepsLeft));
        }

        return new(arrived, last, area / last, sojourn / Math.Max(1, arrived));
    }

    private double Ask(Visit visit, double now)
    {
        var isPeak = (int)(now / SecondsPerHour) == DemandCurve.PeakHour;
        var waited = 0.0;
        foreach (var station in _stations)
        {
            waited += station.Take(now, visit.Case, isPeak);
        }

        return waited;
    }

    // The last step but one is the partner's: the others are answered here.
    private double Answer(int stepsLeft) => Exponential(stepsLeft == 2 ? _assumed.PartnerLatency : _assumed.HostedLatency);

    /// <summary>The next arrival after a moment: at the greatest rate, thinned out to that of the hour.</summary>
    private double? NextArrival(double after)
    {
        var greatest = Enumerable.Range(0, Hours).Max(_rate);
        for (var at = after; ;)
        {
            at += Exponential(1 / greatest);
            if (at >= Hours * SecondsPerHour)
            {
                return null;
            }

            if (_random.NextDouble() * greatest < _rate((int)(at / SecondsPerHour)))
            {
                return at;
            }
        }
    }

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    private readonly record struct Visit(int Case, int StepsLeft, double Begin);
}
