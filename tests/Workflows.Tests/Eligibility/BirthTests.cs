using System.Text.Json;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class BirthTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    /// <summary>Two forms make a registration: the parents' statement and the hospital's notice.</summary>
    [Theory]
    [InlineData(
        """{ "birthDate": "2026-01-05", "province": "ON" }""", """{ "birthDate": "2026-01-05", "children": 1 }""",
        DeterminationOutcome.Eligible, "registered")]
    [InlineData(
        """{ "birthDate": "2026-01-05", "province": "ON" }""", """{ "birthDate": "2026-01-05", "children": 2 }""",
        DeterminationOutcome.Eligible, "registered")]
    [InlineData(
        """{ "birthDate": "2026-01-05", "province": "ON" }""", """{ "birthDate": "2026-01-06", "children": 1 }""",
        DeterminationOutcome.Ineligible, "forms-disagree")]
    [InlineData(
        """{ "birthDate": "2026-01-05", "province": "QC" }""", """{ "birthDate": "2026-01-05", "children": 1 }""",
        DeterminationOutcome.Ineligible, "born-elsewhere")]
    [InlineData("""{ "birthDate": "2026-01-05", "province": "ON" }""", "{ }", DeterminationOutcome.NeedsInformation, "missing-fact")]
    [InlineData("""{ "birthDate": "2026-01-05", "province": "QC" }""", "{ }", DeterminationOutcome.Ineligible, "born-elsewhere")]
    public void A_birth_is_registered_when_the_two_forms_agree(string statement, string notice, DeterminationOutcome outcome, string reason)
    {
        var answer = Decide("ca-on-birth-registration", statement, notice);

        answer.Outcome.ShouldBe(outcome);
        answer.Reasons[0].Code.ShouldBe(reason);
    }

    [Theory]
    [InlineData("ca-on-birth-certificate", "ON", DeterminationOutcome.Eligible)]
    [InlineData("ca-on-birth-certificate", "MB", DeterminationOutcome.Ineligible)]
    [InlineData("ca-social-insurance-number", "ON", DeterminationOutcome.Eligible)]
    [InlineData("ca-social-insurance-number", "NU", DeterminationOutcome.Eligible)]
    public void What_follows_goes_by_the_place_of_birth(string program, string province, DeterminationOutcome outcome) =>
        Decide(program, $$"""{ "province": "{{province}}" }""", "{ }").Outcome.ShouldBe(outcome);

    private Determination Decide(string program, string statement, string notice) => _evaluator.Evaluate(
        program,
        JsonElement.Parse($$"""{ "statementOfLiveBirth": {{statement}}, "evidence": { "notice-of-live-birth": {{notice}} } }"""),
        new(2026, 3, 1));
}
