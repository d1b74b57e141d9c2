using Integration.Load.Growth.Model;

namespace Integration.Load.Growth.Tests.Model;

public sealed class DemandCurveTests
{
    [Fact]
    public void A_day_without_a_rush_has_the_cases_of_its_hours()
    {
        var curve = new DemandCurve(CasesPerYear: 30_000_000, PeakWeekFactor: 2, PeakDayShare: 0.25, PeakFactor: 1);

        curve.PeakDay.ShouldBe(curve.OrdinaryDay, curve.OrdinaryDay * 1e-9);
        curve.OrdinaryDay.ShouldBe(30_000_000 / (365.25 / 7) * 2 * 0.25, 1);
    }

    [Fact]
    public void The_rush_is_in_the_busiest_hour_alone()
    {
        var calm = new DemandCurve(30_000_000, 2, 0.25, 1);
        var rush = calm with { PeakFactor = 3 };

        rush.PeakRate.ShouldBe(3 * calm.PeakRate, 1e-9);
        rush.Rate(DemandCurve.PeakHour + 1).ShouldBe(calm.Rate(DemandCurve.PeakHour + 1));
    }
}
