using Integration.Load.Growth.Model;

namespace Integration.Load.Growth.Tests.Model;

public sealed class ShippedFilesTests
{
    [Fact]
    public void Every_limit_has_a_demand_a_source_and_what_to_do_then()
    {
        var limits = Limits.Read(Shipped("limits.json"));

        limits.Select(limit => limit.Id).ShouldBe(Demands.Known, ignoreOrder: true);
        limits.ShouldAllBe(limit => limit.Source.Length > 0 && limit.Then.Length > 0);
    }

    [Fact]
    public void The_counted_case_can_be_read() => CaseCost.Read(Shipped("case-cost.json")).SchedulerActions.ShouldBeGreaterThan(0);

    [Fact]
    public void A_file_that_is_missing_or_wrong_is_told_in_one_line()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{ "countedOn": 5 }""");

            Should.Throw<GrowthException>(() => CaseCost.Read(file)).Message.ShouldStartWith($"'{file}' is wrong at $.countedOn, line 1: ");
            Should.Throw<GrowthException>(() => CaseCost.Read("nowhere.json")).Message.ShouldEndWith(": name a file that is there.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
