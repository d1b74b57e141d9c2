using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class TorontoFairPassTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    [Fact]
    public void The_discount_is_in_the_reason_and_there_is_no_amount()
    {
        var determination = Decide(new Family());

        determination.Outcome.ShouldBe(DeterminationOutcome.Eligible);
        determination.AnnualAmount.ShouldBeNull();
        determination.Reasons.Single(reason => reason.Code == "discount").Text.En
            .ShouldBe("For 12 months you pay 36% less for a single fare and 21% less for a monthly pass.");
    }

    [Theory]
    [InlineData(1, "", 20_513, DeterminationOutcome.Eligible)]
    [InlineData(1, "", 20_514, DeterminationOutcome.Ineligible)]
    [InlineData(2, "1 9", 41_027, DeterminationOutcome.Eligible)]
    [InlineData(2, "1 9", 41_028, DeterminationOutcome.Ineligible)]
    [InlineData(9, "1 9", 58_021, DeterminationOutcome.Eligible)]
    public void The_income_limit_follows_the_size_of_the_household(int adults, string ages, int income, DeterminationOutcome outcome) =>
        Decide(new Family
        {
            Adults = adults,
            ChildrenAged = [.. ages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
            AfterTaxIncome = income,
        }).Outcome.ShouldBe(outcome);

    [Fact]
    public void Somebody_of_19_gets_it_from_the_twentieth_birthday()
    {
        var determination = Decide(new Family { Born = "2006-02-28" });

        determination.Outcome.ShouldBe(DeterminationOutcome.WillBeEligible);
        determination.EligibleFrom.ShouldBe(new DateOnly(2026, 2, 28));
    }

    [Fact]
    public void A_senior_has_another_fare() =>
        Decide(new Family { Born = "1960-11-03" }).Reasons.ShouldHaveSingleItem().Code.ShouldBe("senior");

    private Determination Decide(Family family) => _evaluator.Evaluate("ca-on-toronto-fair-pass", family.ToAttributes(), Family.Today);
}
