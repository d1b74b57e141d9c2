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
    public void The_amount_follows_from_income_and_the_childrens_ages(string ages, int income, string expected)
    {
        var determination = Decide(new Family { ChildrenAged = [.. ages.Split(' ').Select(int.Parse)], Income = income });

        determination.Outcome.ShouldBe(DeterminationOutcome.Eligible);
        determination.AnnualAmount.ShouldBe(decimal.Parse(expected));
    }

    private Determination Decide(Family family) => _evaluator.Evaluate("ca-child-benefit", family.ToAttributes(), Family.Today);
}
