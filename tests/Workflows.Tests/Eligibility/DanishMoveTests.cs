using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class DanishMoveTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private const string HousingBenefit = "dk-housing-benefit";

    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    [Theory]
    [InlineData("2", 96_000, 300_000, 34_464)]
    [InlineData("2", 96_000, 171_500, 50_760)]
    [InlineData("", 96_000, 171_500, 14_400)]
    [InlineData("", 120_000, 171_500, 14_424)]
    [InlineData("2 9", 96_000, 300_000, 42_600)]
    [InlineData("2 9 18", 96_000, 300_000, 42_600)]
    [InlineData("2 5 8 11 14", 96_000, 300_000, 57_600)]
    [InlineData("2", 40_000, 100_000, 11_100)]
    public void Housing_benefit_follows_rent_income_and_children(string ages, int rent, int income, int year)
    {
        var determination = Decide(HousingBenefit, Moving(ages, rent, income));

        determination.Outcome.ShouldBe(DeterminationOutcome.Eligible);
        determination.AnnualAmount.ShouldBe(year);
        determination.Currency.ShouldBe("DKK");
    }

    [Theory]
    [InlineData("2", 96_000, 480_000)]
    [InlineData("", 29_000, 171_500)]
    public void A_benefit_below_the_smallest_that_is_paid_is_none(string ages, int rent, int income) =>
        Decide(HousingBenefit, Moving(ages, rent, income)).Reasons.ShouldContain(reason => reason.Code == "too-little");

    [Fact]
    public void Housing_benefit_starts_with_the_day_of_moving_in()
    {
        var determination = Decide(HousingBenefit, Moving("2", 96_000, 300_000), "2026-03-01");

        determination.Outcome.ShouldBe(DeterminationOutcome.WillBeEligible);
        determination.EligibleFrom.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Fact]
    public void A_figure_that_was_computed_is_told_to_be_an_estimate_no_less_than_one_that_is_reported() =>
        Decide(HousingBenefit, Moving("2", 96_000, 300_000)).Reasons.ShouldContain(reason => reason.Code == "figures-not-confirmed");

    [Theory]
    [InlineData("2026-02-01", DeterminationOutcome.WillBeEligible)]
    [InlineData("2026-02-02", DeterminationOutcome.Eligible)]
    [InlineData("2026-04-01", DeterminationOutcome.Eligible)]
    public void A_move_is_registered_from_28_days_ahead_on_and_late_ones_too(string day, DeterminationOutcome outcome) =>
        Decide("dk-move-registration", Moving("", 1, 1), day).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("0", DeterminationOutcome.Eligible)]
    [InlineData("5", DeterminationOutcome.Eligible)]
    [InlineData("6", DeterminationOutcome.Ineligible)]
    [InlineData("", DeterminationOutcome.Ineligible)]
    public void A_day_care_place_is_for_children_before_school(string ages, DeterminationOutcome outcome) =>
        Decide("dk-day-care-place", Moving(ages, 1, 1)).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("1", 15, false, DeterminationOutcome.Eligible)]
    [InlineData("1", 16, false, DeterminationOutcome.Ineligible)]
    [InlineData("1", 16, true, DeterminationOutcome.Eligible)]
    [InlineData("2", 1, false, DeterminationOutcome.Ineligible)]
    public void A_practice_is_near_or_its_distance_accepted(string group, int kilometres, bool accepts, DeterminationOutcome outcome)
    {
        var moving = Moving("", 1, 1);
        moving["health"] = new JsonObject
        {
            ["insuranceGroup"] = group,
            ["practice"] = "900001",
            ["distanceKm"] = kilometres,
            ["acceptsDistance"] = accepts,
        };

        Decide("dk-practitioner-choice", moving).Outcome.ShouldBe(outcome);
    }

    private static JsonObject Moving(string ages, int rent, int income)
    {
        var moving = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "dk-moving.json")))!.AsObject();
        moving["dwelling"]!["annualRent"] = rent;
        moving["household"]!["annualIncome"] = income;
        var children = ages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(age => int.Parse(age, CultureInfo.InvariantCulture))
            .Select(age => (JsonNode)new JsonObject
            {
                ["birthDate"] = new DateOnly(2026, 3, 1).AddYears(-age).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            });
        moving["evidence"] = new JsonObject
        {
            ["dk-household"] = new JsonObject { ["adults"] = 2, ["children"] = new JsonArray([.. children]) },
        };
        return moving;
    }

    private Determination Decide(string program, JsonObject application, string day = "2026-03-04") => _evaluator.Evaluate(
        program, JsonElement.Parse(application.ToJsonString()), DateOnly.Parse(day, CultureInfo.InvariantCulture));
}
