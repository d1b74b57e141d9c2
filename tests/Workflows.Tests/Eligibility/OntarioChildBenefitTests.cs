using System.Globalization;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class OntarioChildBenefitTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    /// <summary>1,727 for each child, less 8 % of the income above 26,364.</summary>
    [Theory]
    [InlineData("1", 26_364, "1727.00")]
    [InlineData("1", 40_000, "636.12")]
    [InlineData("1 9", 60_000, "763.12")]
    public void The_amount_falls_by_a_share_of_the_income_above_the_threshold(string ages, int income, string expected) =>
        Decide(new Family { ChildrenAged = [.. ages.Split(' ').Select(int.Parse)], Income = income })
            .AnnualAmount.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void It_ends_where_the_reduction_reaches_the_maximum() =>
        Decide(new Family { Income = 60_000 }).Reasons[0].Code.ShouldBe("income-too-high");

    [Fact]
    public void It_is_for_families_in_Ontario() =>
        Decide(new Family { Province = "QC" }).Reasons[0].Code.ShouldBe("not-resident-of-ontario");

    [Fact]
    public void Figures_that_nobody_has_confirmed_are_said_so() =>
        Decide(new Family()).Reasons.ShouldContain(reason => reason.Code == "figures-not-confirmed");

    private Determination Decide(Family family) => _evaluator.Evaluate("ca-on-child-benefit", family.ToAttributes(), Family.Today);
}
