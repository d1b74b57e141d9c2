using System.Text.Json;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class FactSheetTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("30", 30)]
    [InlineData("30.0", 30)]
    [InlineData("3e1", 30)]
    [InlineData("30.5", null)]
    [InlineData("99999999999", null)]
    [InlineData("\"30\"", null)]
    public void A_whole_number_may_be_written_in_any_way(string json, int? expected)
    {
        var facts = Sheet(FactType.Number, json);

        facts.Number("x").ShouldBe(expected ?? 0);
        facts.Missing.Count.ShouldBe(expected is null ? 1 : 0);
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("1000000000000", "1000000000000")]
    [InlineData("1000000000000.01", null)]
    [InlineData("1e400", null)]
    [InlineData("true", null)]
    public void An_amount_is_exact_or_missing(string json, string? expected)
    {
        var facts = Sheet(FactType.Money, json);

        facts.Money("x").ShouldBe(expected is null ? 0m : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
        facts.Missing.Count.ShouldBe(expected is null ? 1 : 0);
    }

    [Theory]
    [InlineData("2020-03-01", 6)]
    [InlineData("2020-03-02", 5)]
    [InlineData("2020-02-29", 6)]
    [InlineData("2026-03-01", 0)]
    [InlineData("2026-03-02", -1)]
    [InlineData("0001-01-01", 2025)]
    public void An_age_counts_birthdays(string born, int age) => Sheet(FactType.Date, $"\"{born}\"").Age("x").ShouldBe(age);

    [Theory]
    [InlineData("2020-02-29", 1, "2021-02-28")]
    [InlineData("2020-02-29", 4, "2024-02-29")]
    [InlineData("9999-12-31", 18, "9999-12-31")]
    public void A_birthday_is_the_day_on_which_an_age_is_reached(string born, int age, string day) =>
        Sheet(FactType.Date, $"\"{born}\"").Birthday("x", age)
            .ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    private static FactSheet Sheet(FactType type, string json) => new(
        JsonElement.Parse($$"""{ "x": {{json}} }"""),
        new Dictionary<string, FactDefinition> { ["x"] = new("/x", type, new("x", "x")) },
        Today);
}
