using System.Globalization;
using System.Text.Json;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class CanadaChildBenefitTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    /// <summary>July 2025 to June 2026, computed by hand from the figures of the benefit year.</summary>
    [Theory]
    [InlineData("1", 37_487, "7997.00")]
    [InlineData("1", 60_000, "6421.09")]
    [InlineData("1 9", 100_000, "7770.43")]
    [InlineData("7 9 16", 90_000, "11232.11")]
    [InlineData("1 3 9 16", 250_000, "3397.04")]
    [InlineData("0 17", 0, "14745.00")]
    [InlineData("5 6", 0, "14745.00")]
    [InlineData("1 18", 0, "7997.00")]
    public void The_amount_follows_from_income_and_the_childrens_ages(string ages, int income, string expected)
    {
        var determination = Decide(new Family { ChildrenAged = [.. ages.Split(' ').Select(int.Parse)], Income = income });

        determination.Outcome.ShouldBe(DeterminationOutcome.Eligible);
        determination.AnnualAmount.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_earlier_day_is_decided_with_the_figures_of_its_own_benefit_year() =>
        Decide(new Family { ChildrenAged = [1], Income = 0 }, new(2025, 6, 30)).AnnualAmount.ShouldBe(7787.00m);

    [Fact]
    public void A_day_before_the_first_figures_can_not_be_decided()
    {
        var determination = Decide(new Family(), new(2024, 6, 30));

        determination.Outcome.ShouldBe(DeterminationOutcome.Unavailable);
        determination.AnnualAmount.ShouldBeNull();
        determination.Reasons.ShouldHaveSingleItem().Code.ShouldBe("no-figures-in-force");
    }

    [Fact]
    public void Beyond_the_latest_benefit_year_the_amount_is_called_provisional()
    {
        Decide(new Family(), new(2026, 6, 30)).Reasons.ShouldNotContain(reason => reason.Code == "provisional-figures");
        Decide(new Family(), new(2026, 7, 1)).Reasons.ShouldContain(reason => reason.Code == "provisional-figures");
        Decide(new Family(), new(2028, 7, 1)).Outcome.ShouldBe(DeterminationOutcome.Unavailable);
    }

    [Fact]
    public void The_reasons_show_the_figures_in_both_languages()
    {
        var reason = Decide(new Family()).Reasons.Single(reason => reason.Code == "calculated-from-income");

        reason.Text.En.ShouldContain("$7,997 a year for a child under 6");
        reason.Text.Fr.ShouldContain("7\u00a0997\u00a0$ par an pour un enfant de moins de 6 ans");
    }

    [Fact]
    public void The_trace_has_a_line_for_each_rule() => Decide(new Family { Income = 60_000 }).Trace.ShouldBe(
    [
        "lives-with-a-child-under-18 met",
        "primarily-responsible met",
        "resident-for-tax-purposes met",
        "status-in-canada met",
        "eighteen-months-when-temporary-resident met",
        "income-leaves-a-benefit met: 6421.09 a year",
    ]);

    [Fact]
    public void A_high_income_leaves_nothing()
    {
        var determination = Decide(new Family { ChildrenAged = [9], Income = 200_000 });

        determination.Outcome.ShouldBe(DeterminationOutcome.Ineligible);
        determination.AnnualAmount.ShouldBeNull();
        determination.Reasons.ShouldHaveSingleItem().Code.ShouldBe("income-too-high");
    }

    [Fact]
    public void Without_a_child_under_18_the_income_is_no_reason() =>
        Decide(new Family { ChildrenAged = [18], Income = 500_000 }).Reasons.ShouldHaveSingleItem().Code.ShouldBe("no-child-under-18");

    [Fact]
    public void Every_condition_that_fails_is_a_reason() =>
        Decide(new Family { Caregiver = false, TaxResident = false, Status = "other" }).Reasons.Select(reason => reason.Code)
            .ShouldBe(["not-primarily-responsible", "not-tax-resident", "status-not-accepted"]);

    [Fact]
    public void A_temporary_resident_becomes_eligible_after_eighteen_months()
    {
        var determination = Decide(new Family { Status = "temporary-resident", InCanadaSince = "2024-12-15" });

        determination.Outcome.ShouldBe(DeterminationOutcome.WillBeEligible);
        determination.EligibleFrom.ShouldBe(new DateOnly(2026, 6, 15));
        determination.AnnualAmount.ShouldBeNull();
        Decide(new Family { Status = "temporary-resident", InCanadaSince = "2024-05-03" }).Outcome.ShouldBe(DeterminationOutcome.Eligible);
    }

    [Fact]
    public void Only_a_temporary_resident_is_asked_for_the_day_of_arrival()
    {
        var determination = Decide(new Family { Status = "temporary-resident" });

        determination.Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);
        determination.Reasons.ShouldHaveSingleItem().Text.En.ShouldContain("/applicant/inCanadaSince");
        Decide(new Family { Status = "citizen" }).Outcome.ShouldBe(DeterminationOutcome.Eligible);
    }

    [Fact]
    public void Missing_facts_are_named_by_their_place()
    {
        var attributes = JsonElement.Parse(
            """
            {
              "applicant": { "statusInCanada": "citizen", "residentForTaxPurposes": true, "primaryCaregiver": "yes" },
              "children": [
                { "birthDate": "2024-01-01", "livesWithApplicant": true },
                { "birthDate": "2024-02-30", "livesWithApplicant": true },
                {}
              ]
            }
            """);

        var determination = _evaluator.Evaluate("ca-child-benefit", attributes, Family.Today);

        determination.Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);
        determination.Reasons.Select(reason => reason.Code).Distinct().ShouldBe(["missing-fact"]);
        var text = string.Concat(determination.Reasons.Select(reason => reason.Text.Fr));
        text.ShouldContain("/applicant/primaryCaregiver");
        text.ShouldContain("/children/1/birthDate");
        text.ShouldContain("/children/2/livesWithApplicant");
    }

    [Fact]
    public void The_income_is_asked_for_when_nothing_else_is_missing()
    {
        var attributes = new Family().ToJson();
        attributes["household"] = null;

        var determination = _evaluator.Evaluate("ca-child-benefit", JsonElement.Parse(attributes.ToJsonString()), Family.Today);

        determination.Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);
        determination.Reasons.ShouldHaveSingleItem().Text.En.ShouldContain("/household/adjustedFamilyNetIncome");
    }

    [Fact]
    public void A_condition_that_fails_decides_whatever_is_missing()
    {
        var attributes = JsonElement.Parse("""{ "applicant": { "residentForTaxPurposes": false } }""");

        var determination = _evaluator.Evaluate("ca-child-benefit", attributes, Family.Today);

        determination.Outcome.ShouldBe(DeterminationOutcome.Ineligible);
        determination.Reasons.ShouldHaveSingleItem().Code.ShouldBe("not-tax-resident");
    }

    [Fact]
    public void A_child_that_lives_elsewhere_does_not_count()
    {
        var attributes = new Family { ChildrenAged = [1, 9], Income = 0 }.ToJson();
        attributes["children"]![1]!["livesWithApplicant"] = false;

        _evaluator.Evaluate("ca-child-benefit", JsonElement.Parse(attributes.ToJsonString()), Family.Today).AnnualAmount.ShouldBe(7997.00m);
    }

    [Fact]
    public void An_unknown_program_is_an_error_of_the_caller() =>
        Should.Throw<KeyNotFoundException>(() => _evaluator.Evaluate("no-such-program", default, Family.Today));

    private Determination Decide(Family family, DateOnly? asOf = null) =>
        _evaluator.Evaluate("ca-child-benefit", family.ToAttributes(), asOf ?? Family.Today);
}
