using System.Text.Json;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class BelgianSocialTariffTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    [Theory]
    [InlineData("household", "9000", "1", DeterminationOutcome.Eligible, "protected-customer")]
    [InlineData("household", "9000", "2a", DeterminationOutcome.Eligible, "protected-customer")]
    [InlineData("household", "9000", "2b", DeterminationOutcome.Eligible, "protected-customer")]
    [InlineData("household", "9000", "2c", DeterminationOutcome.Eligible, "protected-customer")]
    [InlineData("household", "9000", "3", DeterminationOutcome.Eligible, "protected-customer")]
    [InlineData("household", "9000", "4", DeterminationOutcome.Ineligible, "not-protected")]
    [InlineData("household", "1000", "1", DeterminationOutcome.Ineligible, "not-domiciled-there")]
    [InlineData("second-home", "9000", "1", DeterminationOutcome.Ineligible, "not-for-a-household")]
    [InlineData("professional", "9000", "1", DeterminationOutcome.Ineligible, "not-for-a-household")]
    public void The_tariff_is_for_protected_households_at_their_domicile(
        string use, string home, string category, DeterminationOutcome outcome, string reason)
    {
        var determination = Decide($$"""
            { "connection": { "use": "{{use}}", "postalCode": "9000" },
              "evidence": { "be-domicile": { "postalCode": "{{home}}" }, "be-protected-status": { "category": "{{category}}" } } }
            """);

        determination.Outcome.ShouldBe(outcome);
        determination.Reasons.ShouldHaveSingleItem().Code.ShouldBe(reason);
        determination.AnnualAmount.ShouldBeNull();
    }

    [Fact]
    public void Without_a_word_from_any_holder_the_status_is_missing_and_not_denied()
    {
        var determination = Decide("""
            { "connection": { "use": "household", "postalCode": "9000" }, "evidence": { "be-domicile": { "postalCode": "9000" } } }
            """);

        determination.Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);
        determination.Missing.ShouldBe(["/evidence/be-protected-status/category"]);
    }

    private Determination Decide(string facts) =>
        new EligibilityEvaluator(shipped.Catalogue).Evaluate("be-social-tariff", JsonElement.Parse(facts), new(2025, 9, 16));
}
