using System.Globalization;
using Integration.Load.Growth.Model;
using Integration.Load.Growth.Simulation;

namespace Integration.Load.Growth;

/// <summary>Works out what a peak needs, simulates the day, and prints both.</summary>
/// <param name="cost">One case.</param>
/// <param name="curve">The demand.</param>
/// <param name="assumed">What is assumed.</param>
/// <param name="limits">The limits of the chosen backend.</param>
/// <param name="seed">The simulated day.</param>
/// <param name="output">Where to.</param>
internal sealed class GrowthRun(
    CaseCost cost, DemandCurve curve, Assumptions assumed, IReadOnlyList<Limit> limits, int seed, TextWriter output)
{
    private const double Below = 0.95;
    private const double Above = 1.05;
    private readonly int _steps = Math.Max(2, (int)Math.Round(cost.CaseStore.Transactions));

    private IReadOnlyList<Need> Needs => [.. limits.Select(limit => Need.Of(limit, cost, assumed, curve.PeakRate))];

    public void Run(double yearsKept, string backend, PriceList prices)
    {
        var needs = Needs;
        WriteDemand();
        WriteNeeds(needs, Simulate(needs, 1, need => need.Units ?? need.Limit.Most));
        WriteBreaks(needs);
        WriteAnchoring(yearsKept);
        WriteBill(Bill.OfMillionCases(cost, assumed, needs, curve.CasesPerYear, backend, yearsKept * 12, prices), prices);
    }

    private void WriteDemand()
    {
        Line($"cases a year             {curve.CasesPerYear,14:N0}");
        Line($"cases on the busiest day {curve.PeakDay,14:N0}");
        Line($"cases/s in its peak hour {curve.PeakRate,14:N1}");
        Line();
    }

    private List<Station> Simulate(IReadOnlyList<Need> needs, double times, Func<Need, int> units)
    {
        var stations = needs.Select(need => new Station(need, units(need), _steps)).ToList();
        var day = new PeakDay(seed, hour => curve.Rate(hour) * times, stations, _steps, assumed).Run();
        if (times == 1)
        {
            Line($"simulated day: {day.Cases:N0} cases, {day.InFlight:N0} in flight on average; arrivals/s × time of a case = "
                + $"{day.Cases / day.Seconds * day.SecondsOfCase:N0} (Little's law)");
            Line();
        }

        return stations;
    }

    private void WriteNeeds(IReadOnlyList<Need> needs, IReadOnlyList<Station> stations)
    {
        Line($"{"",-28} {"a case",10} {"peak/s",12} {"a unit/s",12} {"units",7} {"of",5} {"busy",6} {"p50 wait",10} {"p99 wait",10}");
        foreach (var (need, station) in needs.Zip(stations))
        {
            var units = need.Units?.ToString(CultureInfo.InvariantCulture) ?? "none";
            var most = need.Limit is { Unit: "storage accounts" } ? "any" : need.Limit.Most.ToString(CultureInfo.InvariantCulture);
            Line($"{need.Limit.Name,-28} {need.PerCase,10:N1} {need.Demand,12:N0} {need.Limit.PerSecond,12:N0} {units,7} {most,5} "
                + $"{need.Utilisation,6:P0} {Time(station.Waits.At(0.5)),10} {Time(station.Waits.At(0.99)),10}  {need.Limit.Unit}");
        }

        Line();
    }

    private void WriteBreaks(IReadOnlyList<Need> needs)
    {
        Line("as the load grows, with all units that one namespace, account, hub and app can have:");
        foreach (var need in needs.OrderBy(need => need.BreaksAt))
        {
            Line($"  × {need.BreaksAt,8:N1}  {curve.PeakRate * need.BreaksAt,8:N0} cases/s  {need.Limit.Name}: {need.Limit.Then}");
        }

        var first = needs.MinBy(need => need.BreaksAt)!;
        var (below, above) = (P99(Below), P99(Above));
        Line($"simulated at {Below:P0} and {Above:P0} of the first of them: p99 wait for it {Time(below)} and {Time(above)}");
        Line();

        double P99(double share)
        {
            var stations = Simulate([first], first.BreaksAt * share, need => need.Limit.Most);
            return stations[0].Waits.At(0.99);
        }
    }

    private void WriteAnchoring(double yearsKept)
    {
        var look = new AnchoringLook(curve.CasesPerYear * yearsKept * cost.StoredRows);
        Line($"anchoring's look walks the case store: after {yearsKept:0.##} year(s), {look.Rows:N0} rows, {look.Requests:N0} requests, "
            + $"{look.Seconds / 3600:N1} h; it is due each {AnchoringLook.Interval / 60:N0} min, "
            + $"which holds for {AnchoringLook.MostCases(cost):N0} cases kept");
        Line();
    }

    private void WriteBill(IReadOnlyList<CostLine> lines, PriceList prices)
    {
        Line($"a million cases, {prices.Currency}, prices of {prices.AsOf}. {prices.Note}");
        foreach (var line in lines)
        {
            var amount = line.Amount is { } known ? known.ToString("N2", CultureInfo.InvariantCulture) : "no price";
            Line($"  {line.What,-32} {line.Quantity,18:N1} {line.Unit,-22} {amount,12}");
        }

        Line($"  {"together",-32} {"",18} {"",-22} {lines.Sum(line => line.Amount ?? 0),12:N2}");
    }

    private static string Time(double seconds) => seconds switch
    {
        < 0.001 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1_000_000:N0} µs"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:N1} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:N1} s"),
    };

    private void Line(string text = "") => output.WriteLine(text);
}
