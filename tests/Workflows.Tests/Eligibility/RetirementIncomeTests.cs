using System.Globalization;
using System.Text;
using CsCheck;
using Integration.Workflows.Applications;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class RetirementIncomeTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private const string Pension = "ca-old-age-security";
    private const string Supplement = "ca-guaranteed-income-supplement";
    private const string Ontario = "ca-on-guaranteed-annual-income";
    private const string PropertyTax = "ca-on-toronto-property-tax-relief";

    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    /// <summary>
    /// Twelve monthly payments of the quarter, in fortieths by years of residence, less 15 % of the income above the threshold.
    /// </summary>
    [Theory]
    [InlineData("2025-08-01", "1958-09-02", 40, 0, "8819.40")]
    [InlineData("2025-11-01", "1958-09-02", 40, 0, "8881.08")]
    [InlineData("2026-02-01", "1958-09-02", 40, 0, "8907.72")]
    [InlineData("2026-05-04", "1958-09-02", 40, 0, "8916.60")]
    [InlineData("2026-05-04", "1951-05-04", 40, 0, "9808.32")]
    [InlineData("2026-05-04", "1951-05-05", 40, 0, "8916.60")]
    [InlineData("2026-05-04", "1958-09-02", 20, 0, "4458.30")]
    [InlineData("2026-05-04", "1958-09-02", 10, 0, "2229.15")]
    [InlineData("2026-05-04", "1958-09-02", 52, 100_997, "7416.60")]
    public void The_pension_follows_from_age_residence_and_income(string day, string born, int years, int income, string expected)
    {
        var determination = Decide(Pension, new Senior { Born = born, Years = years, NetIncome = income }, Day(day));

        determination.AnnualAmount.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Somebody_of_64_gets_the_pension_from_the_next_birthday()
    {
        var determination = Decide(Pension, new Senior { Born = "1961-09-02" });

        determination.Outcome.ShouldBe(DeterminationOutcome.WillBeEligible);
        determination.EligibleFrom.ShouldBe(new DateOnly(2026, 9, 2));
    }

    [Fact]
    public void Less_than_ten_years_in_Canada_give_no_pension() =>
        Decide(Pension, new Senior { Years = 9 }).Reasons.ShouldHaveSingleItem().Code.ShouldBe("less-than-ten-years");

    [Fact]
    public void A_very_high_income_leaves_no_pension() =>
        Decide(Pension, new Senior { NetIncome = 160_000 }).Reasons.ShouldHaveSingleItem().Code.ShouldBe("income-too-high");

    /// <summary>At no income the published maximum; nothing at the published limits.</summary>
    [Theory]
    [InlineData("single", 0, "13318.20")]
    [InlineData("single", 5_000, "10068.20")]
    [InlineData("single", 12_000, "5256.00")]
    [InlineData("single", 22_512, null)]
    [InlineData("spouse-with-pension", 0, "7440.00")]
    [InlineData("spouse-with-pension", 29_760, null)]
    [InlineData("spouse-without-pension", 0, "11256.00")]
    [InlineData("spouse-without-pension", 33_952, "5000.00")]
    [InlineData("spouse-without-pension", 53_952, null)]
    public void The_supplement_falls_with_income_and_ends_at_the_limit(string couple, int income, string? expected)
    {
        var determination = Decide(Supplement, new Senior { Couple = couple, IncomeWithoutPension = income });

        determination.Outcome.ShouldBe(expected is null ? DeterminationOutcome.Ineligible : DeterminationOutcome.Eligible);
        determination.AnnualAmount.ShouldBe(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("single", 0, "1080.00")]
    [InlineData("single", 1_200, "780.00")]
    [InlineData("spouse-with-pension", 4_320, "540.00")]
    [InlineData("single", 4_320, null)]
    public void Ontario_adds_to_it_by_private_income(string couple, int income, string? expected) =>
        Decide(Ontario, new Senior { Couple = couple, PrivateIncome = income }).AnnualAmount
            .ShouldBe(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void Toronto_cancels_the_increase_of_the_property_tax() =>
        Decide(PropertyTax, new Senior { NetIncome = 60_000 }).Outcome.ShouldBe(DeterminationOutcome.Eligible);

    [Fact]
    public void A_tenant_is_not_asked_for_the_value_of_the_home() =>
        Decide(PropertyTax, new Senior { OwnsHome = false, HomeValue = null }).Reasons[0].Code.ShouldBe("not-owner");

    [Fact]
    public void An_owner_is_asked_for_it() =>
        Decide(PropertyTax, new Senior { HomeValue = null }).Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);

    [Fact]
    public void No_amount_rises_with_income() =>
        Gen.Select(
            Gen.OneOf(Pension, Supplement, Ontario),
            Gen.OneOf("single", "spouse-with-pension", "spouse-without-pension"),
            Gen.Int[0, 20_000_000],
            Gen.Int[0, 20_000_000])
        .Sample((program, couple, one, other) =>
            Amount(program, couple, Math.Min(one, other) / 100m) >= Amount(program, couple, Math.Max(one, other) / 100m));

    [Fact]
    public void The_sample_application_is_accepted_and_gets_three_amounts()
    {
        var sample = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "retirement-income.json"));
        var application = new ApplicationValidator(shipped.Catalogue).Check("retirement-income", Encoding.UTF8.GetBytes(sample))
            .ShouldBeOfType<ApplicationCheck.Accepted>().Application;

        new[] { Pension, Supplement, Ontario }.Select(program => _evaluator.Evaluate(program, application, Senior.Today).AnnualAmount)
            .ShouldBe([6687.45m, 10068.20m, 780.00m]);
    }

    private decimal Amount(string program, string couple, decimal income) => Decide(
        program,
        new Senior { Couple = couple, NetIncome = income, IncomeWithoutPension = income, PrivateIncome = income }).AnnualAmount ?? 0m;

    private Determination Decide(string program, Senior senior, DateOnly? asOf = null) =>
        _evaluator.Evaluate(program, senior.ToAttributes(), asOf ?? Senior.Today);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
