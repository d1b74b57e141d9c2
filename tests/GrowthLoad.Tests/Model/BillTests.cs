using Integration.Load.Growth.Model;

namespace Integration.Load.Growth.Tests.Model;

public sealed class BillTests
{
    [Fact]
    public void What_is_paid_by_use_costs_the_same_for_a_million_however_many_there_are_and_what_is_paid_by_the_hour_half()
    {
        var (few, many) = (Bill(10_000_000), Bill(20_000_000));

        foreach (var (one, other) in few.Zip(many))
        {
            var share = one.Unit.EndsWith("hours", StringComparison.Ordinal) ? 0.5 : 1;
            other.Amount!.Value.ShouldBe(one.Amount!.Value * share, 1e-9);
        }
    }

    [Fact]
    public void A_price_that_is_not_known_leaves_its_line_without_an_amount()
    {
        var lines = Bill(10_000_000, Backends.Scheduler);

        lines.Single(line => line.What == "Durable Task Scheduler").Amount.ShouldBeNull();
    }

    [Fact]
    public void A_price_that_is_none_is_refused_in_one_line() =>
        Should.Throw<GrowthException>(() => PriceList.Read(Shipped, ["gold=1"])).Message
            .ShouldStartWith("--price 'gold=1' is none: write name=amount, with one of the names messagingUnitHour, ");

    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "prices.json");

    private static IReadOnlyList<CostLine> Bill(double casesPerYear, string backend = Backends.AzureStorage)
    {
        string[] ids = ["bus-bytes", "invocations", "case-store-requests", "scheduler-actions"];
        var needs = ids.Select(id => Need.Of(SomeCase.Limit(id, 1000, 10), SomeCase.Cost, SomeCase.Assumed, peakRate: 1)).ToList();
        return Growth.Model.Bill.OfMillionCases(
            SomeCase.Cost, SomeCase.Assumed, needs, casesPerYear, backend, monthsKept: 12, PriceList.Read(Shipped, []));
    }
}
