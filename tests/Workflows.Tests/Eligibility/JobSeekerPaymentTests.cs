using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class JobSeekerPaymentTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private const string Payment = "au-jobseeker-payment";
    private const string Services = "au-workforce-australia-services";

    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    [Theory]
    [InlineData("single", 0, 20_633.60)]
    [InlineData("single", 150, 20_633.60)]
    [InlineData("single", 256, 19_255.60)]
    [InlineData("single", 300, 18_569.20)]
    [InlineData("single", 1_490, 5.20)]
    [InlineData("with-child", 0, 22_097.40)]
    [InlineData("carer", 300, 20_537.40)]
    [InlineData("partnered", 0, 18_889.00)]
    [InlineData("partnered", 300, 16_824.60)]
    public void The_payment_falls_with_income_by_half_then_by_six_tenths_and_for_carers_by_four(
        string household, int fortnightly, double year)
    {
        var determination = Decide(Payment, household, fortnightly);

        determination.Outcome.ShouldBe(DeterminationOutcome.Eligible);
        determination.AnnualAmount.ShouldBe((decimal)year);
        determination.Currency.ShouldBe("AUD");
    }

    [Theory]
    [InlineData("2025-03-19", 20_228.00)]
    [InlineData("2025-03-20", 20_308.60)]
    [InlineData("2025-09-19", 20_308.60)]
    [InlineData("2025-09-20", 20_633.60)]
    public void The_rate_is_that_of_the_day(string day, double year) =>
        Decide(Payment, "single", 0, day: day).AnnualAmount.ShouldBe((decimal)year);

    [Fact]
    public void Income_from_the_cut_off_on_leaves_nothing() =>
        Decide(Payment, "single", 1_491).Reasons.ShouldContain(reason => reason.Code == "income-too-high");

    [Theory]
    [InlineData("2003-11-04", DeterminationOutcome.WillBeEligible)]
    [InlineData("2003-11-03", DeterminationOutcome.Eligible)]
    [InlineData("1958-11-04", DeterminationOutcome.Eligible)]
    [InlineData("1958-11-03", DeterminationOutcome.Ineligible)]
    public void The_payment_is_for_22_to_66(string born, DeterminationOutcome outcome) =>
        Decide(Payment, "single", 0, born).Outcome.ShouldBe(outcome);

    [Fact]
    public void Income_that_is_not_told_is_asked_for() => Decide(Payment, "single", null).Missing.ShouldBe(["/income/fortnightly"]);

    [Theory]
    [InlineData("residence", "\"temporary-visa\"", "not-resident")]
    [InlineData("inAustralia", "false", "not-resident")]
    [InlineData("employment", "\"full-time\"", "works-full-time")]
    [InlineData("fullTimeStudent", "true", "studies-full-time")]
    public void Whoever_is_no_resident_or_is_occupied_full_time_gets_no_payment(string fact, string value, string reason)
    {
        var sample = Sample("single", 0);
        sample["applicant"]![fact] = JsonNode.Parse(value);

        Decide(Payment, sample).Reasons.ShouldContain(given => given.Code == reason);
    }

    [Theory]
    [InlineData("2010-11-04", DeterminationOutcome.WillBeEligible)]
    [InlineData("2010-11-03", DeterminationOutcome.Eligible)]
    public void Help_with_finding_work_starts_at_15(string born, DeterminationOutcome outcome) =>
        Decide(Services, "single", 0, born).Outcome.ShouldBe(outcome);

    private Determination Decide(string program, string household, decimal? fortnightly, string? born = null, string day = "2025-11-03")
    {
        var sample = Sample(household, fortnightly);
        sample["applicant"]!["birthDate"] = born ?? (string?)sample["applicant"]!["birthDate"];
        return Decide(program, sample, day);
    }

    private Determination Decide(string program, JsonObject application, string day = "2025-11-03") => _evaluator.Evaluate(
        program, JsonElement.Parse(application.ToJsonString()), DateOnly.Parse(day, CultureInfo.InvariantCulture));

    private static JsonObject Sample(string household, decimal? fortnightly)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "au-job-seeker.json")))!.AsObject();
        sample["household"] = new JsonObject
        {
            ["partnered"] = household == "partnered",
            ["dependentChild"] = household is "with-child" or "carer",
            ["principalCarer"] = household == "carer",
        };
        sample["income"] = fortnightly is null ? null : new JsonObject { ["fortnightly"] = fortnightly };
        if (fortnightly is null)
        {
            sample.Remove("income");
        }

        return sample;
    }
}
