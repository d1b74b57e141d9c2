using CsCheck;
using Integration.Load.Growth.Model;

namespace Integration.Load.Growth.Tests.Model;

public sealed class NeedTests
{
    [Fact]
    public void Twice_the_cases_ask_for_twice_of_everything_and_break_at_half_the_factor() =>
        (from rate in Gen.Double[0.1, 1000]
         from id in Gen.OneOf([.. Demands.Known.Select(Gen.Const)])
         select (rate, id)).Sample(pair =>
        {
            var limit = SomeCase.Limit(pair.id, 2000, 16);

            var (once, twice) = (Of(limit, pair.rate), Of(limit, 2 * pair.rate));

            twice.Demand.ShouldBe(2 * once.Demand, once.Demand * 1e-9);
            twice.BreaksAt.ShouldBe(once.BreaksAt / 2, once.BreaksAt * 1e-9);
        });

    [Fact]
    public void Units_are_the_fewest_that_are_no_busier_than_they_may_be() =>
        Gen.Double[0.1, 500].Sample(rate =>
        {
            var need = Of(SomeCase.Limit("scheduler-actions", 2000, 1000), rate);

            need.Utilisation.ShouldBeLessThanOrEqualTo(SomeCase.Assumed.Utilisation + 1e-9);
            if (need.Units > 1)
            {
                (need.Demand / (2000 * (need.Units.Value - 1))).ShouldBeGreaterThan(SomeCase.Assumed.Utilisation);
            }
        });

    [Fact]
    public void Units_that_are_sold_in_sizes_come_in_one_of_them()
    {
        var limit = SomeCase.Limit("bus-bytes", 4_000_000, 16) with { Sizes = [1, 2, 4, 8, 16] };

        limit.UnitsFor(3 * 4_000_000, utilisation: 1).ShouldBe(4);
    }

    [Fact]
    public void What_no_number_of_units_carries_needs_none_and_breaks_below_one()
    {
        var need = Of(SomeCase.Limit("hub-events", 50, 16), rate: 1000);

        need.Units.ShouldBeNull();
        need.BreaksAt.ShouldBeLessThan(1);
    }

    [Fact]
    public void The_actions_of_the_scheduler_are_those_of_its_documentation() => SomeCase.Cost.SchedulerActions.ShouldBe(1 + 8 + 8 + 10);

    private static Need Of(Limit limit, double rate) => Need.Of(limit, SomeCase.Cost, SomeCase.Assumed, rate);
}
