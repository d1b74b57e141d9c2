using System.Globalization;
using System.Text.Json;
using CsCheck;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class ScottishFamilySupportTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    [Theory]
    [InlineData("2025-09-01", "2019-05-20", "1411.80")]
    [InlineData("2025-09-01", "2019-05-20 2023-01-11", "2823.60")]
    [InlineData("2025-09-01", "2009-09-02 2009-09-01", "1411.80")]
    [InlineData("2026-04-01", "2019-05-20", "1466.40")]
    public void The_child_payment_is_for_each_child_under_16(string day, string born, string amount)
    {
        var determination = DecideChildPayment(day, born);

        determination.Outcome.ShouldBe(DeterminationOutcome.Eligible);
        determination.AnnualAmount.ShouldBe(decimal.Parse(amount, CultureInfo.InvariantCulture));
        determination.Currency.ShouldBe("GBP");
    }

    [Theory]
    [InlineData("england", "universal-credit", "2019-05-20", "not-in-scotland")]
    [InlineData("scotland", "none", "2019-05-20", "no-qualifying-benefit")]
    [InlineData("scotland", "universal-credit", "2008-05-20", "no-child-under-16")]
    public void Without_residence_benefit_or_young_child_there_is_none(string country, string benefit, string born, string reason) =>
        DecideChildPayment("2025-09-01", born, country, benefit).Reasons[0].Code.ShouldBe(reason);

    [Fact]
    public void Amounts_in_texts_are_in_pounds() => DecideChildPayment("2026-04-01", "2019-05-20").Reasons
        .Single(reason => reason.Code == "for-each-child").Text.ShouldBe(new(
            "£28.20 a week for each child under 16, paid every four weeks.",
            "28,20\u00a0£ par semaine pour chaque enfant de moins de 16 ans, versés toutes les quatre semaines."));

    [Theory]
    [InlineData("2022-06-01", 1, 24, 0, 61.05, "1200.00")]
    [InlineData("2022-06-01", 1, 25, 0, 87.00, "1095.71")]
    [InlineData("2022-06-01", 2, 40, 1, 209.55, "1200.00")]
    [InlineData("2022-06-01", 2, 40, 1, 219.55, "1095.71")]
    [InlineData("2024-06-01", 1, 30, 0, 90.50, "1200.00")]
    [InlineData("2024-06-01", 1, 24, 1, 294.50, "157.14")]
    [InlineData("2025-06-01", 1, 30, 0, 90.50, "1200.00")]
    public void Council_tax_falls_by_all_of_it_less_a_fifth_of_the_excess_income(
        string day, int adults, int age, int children, double income, string reduction) =>
        DecideCouncilTax(day, adults, age, children, (decimal)income, 0).AnnualAmount
            .ShouldBe(decimal.Parse(reduction, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2024-06-01", 90, 16_000, DeterminationOutcome.Eligible, "by-income")]
    [InlineData("2024-06-01", 90, 16_001, DeterminationOutcome.Ineligible, "capital-too-high")]
    [InlineData("2024-06-01", 210, 0, DeterminationOutcome.Ineligible, "income-too-high")]
    [InlineData("2023-06-01", 90, 0, DeterminationOutcome.Unavailable, "no-figures-in-force")]
    public void Savings_and_income_have_their_limits_and_a_year_without_figures_no_answer(
        string day, int income, int capital, DeterminationOutcome outcome, string reason)
    {
        var determination = DecideCouncilTax(day, 1, 30, 0, income, capital);

        determination.Outcome.ShouldBe(outcome);
        determination.Reasons[0].Code.ShouldBe(reason);
    }

    [Fact]
    public void More_income_never_means_a_higher_reduction() =>
        Gen.Select(Gen.Int[0, 60_000], Gen.Int[0, 5_000], Gen.Int[1, 2], Gen.Int[0, 4]).Sample(
            (income, more, adults, children) =>
            {
                var less = DecideCouncilTax("2024-06-01", adults, 30, children, income / 100m, 0).AnnualAmount ?? 0;
                var reduced = DecideCouncilTax("2024-06-01", adults, 30, children, (income + more) / 100m, 0).AnnualAmount ?? 0;
                return reduced <= less && less <= 1200;
            }, iter: 200);

    private Determination DecideChildPayment(string day, string born, string country = "scotland", string benefit = "universal-credit")
    {
        var children = string.Join(',', born.Split(' ').Select(date => $$"""{ "birthDate": "{{date}}", "livesWithApplicant": true }"""));
        return Decide("gb-sct-child-payment", day, $$"""
            { "applicant": { "country": "{{country}}" }, "children": [{{children}}], "evidence": { "gb-qualifying-benefit": { "benefit": "{{benefit}}" } } }
            """);
    }

    private Determination DecideCouncilTax(string day, int adults, int age, int children, decimal income, int capital)
    {
        var today = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var list = string.Join(',', Enumerable.Repeat(
            $$"""{ "birthDate": "{{today.AddYears(-5):yyyy-MM-dd}}", "livesWithApplicant": true }""", children));
        return Decide("gb-sct-council-tax-reduction", day, string.Create(CultureInfo.InvariantCulture, $$"""
            { "applicant": { "birthDate": "{{today.AddYears(-age):yyyy-MM-dd}}" }, "children": [{{list}}],
              "household": { "adults": {{adults}}, "weeklyIncome": {{income}}, "capital": {{capital}}, "councilTax": 1200 } }
            """));
    }

    private Determination Decide(string program, string day, string facts) =>
        new EligibilityEvaluator(shipped.Catalogue)
            .Evaluate(program, JsonElement.Parse(facts), DateOnly.Parse(day, CultureInfo.InvariantCulture));
}
