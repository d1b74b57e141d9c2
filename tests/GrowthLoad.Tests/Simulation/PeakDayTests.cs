using Integration.Load.Growth.Model;
using Integration.Load.Growth.Simulation;

namespace Integration.Load.Growth.Tests.Simulation;

public sealed class PeakDayTests
{
    private const int Steps = 4;
    private const double Rate = 2;

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    public void Littles_law_holds(double busy)
    {
        var day = Day(Stations(busy)).Run();

        day.InFlight.ShouldBe(day.Cases / day.Seconds * day.SecondsOfCase, day.InFlight * 1e-6);
    }

    [Fact]
    public void Waits_for_one_unit_are_those_of_the_formula_for_random_arrivals_and_constant_service()
    {
        const double Busy = 0.7;
        var stations = Stations(Busy);

        // Participants that take long make a case's steps independent of each other.
        Day(stations, hostedLatency: 600).Run();

        // Pollaczek and Khinchine: half of busy over idle, in times of service.
        var service = Busy / (Rate * Steps);
        stations[0].Waits.Mean.ShouldBe(service * Busy / (1 - Busy) / 2, tolerance: 0.15 * service * Busy / (1 - Busy) / 2);
    }

    [Theory]
    [InlineData(0.95, true)]
    [InlineData(1.05, false)]
    public void Waits_stay_short_below_the_limit_and_grow_above_it(double busy, bool isShort)
    {
        var stations = Stations(busy);

        Day(stations).Run();

        // Above it, an hour leaves a twentieth of its work for later.
        (stations[0].Waits.At(0.99) < 10).ShouldBe(isShort);
    }

    [Fact]
    public void The_same_seed_has_the_same_day() => Day(Stations(0.5)).Run().ShouldBe(Day(Stations(0.5)).Run());

    // One station; a case asks it for one unit of work a step.
    private static List<Station> Stations(double busy)
    {
        var cost = SomeCase.Cost with { CaseStore = SomeCase.Cost.CaseStore with { Transactions = Steps, Queries = 0 } };
        var limit = SomeCase.Limit("case-store-requests", Rate * Steps / busy, 1);
        return [new(Need.Of(limit, cost, SomeCase.Assumed with { ViewsPerCase = 0 }, Rate), units: 1, Steps)];
    }

    private static PeakDay Day(List<Station> stations, double hostedLatency = 2) =>
        new(seed: 7, _ => Rate, stations, Steps, SomeCase.Assumed with { HostedLatency = hostedLatency });
}
