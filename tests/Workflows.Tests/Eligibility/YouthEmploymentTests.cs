using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Applications;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class YouthEmploymentTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private const string Federal = "ca-youth-employment-skills";
    private const string Ontario = "ca-on-youth-job-connection";
    private const string BritishColumbia = "ca-bc-work-services";

    private static readonly DateOnly Today = new(2026, 5, 4);

    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    [Fact]
    public void A_teen_in_Vancouver_gets_the_federal_and_the_provincial_program()
    {
        var application = Check(Sample()).ShouldBeOfType<ApplicationCheck.Accepted>().Application;

        Decide(Federal, application).Outcome.ShouldBe(DeterminationOutcome.Eligible);
        Decide(BritishColumbia, application).Outcome.ShouldBe(DeterminationOutcome.Eligible);
        Decide(Ontario, application).Reasons[0].Code.ShouldBe("not-resident-of-ontario");
    }

    [Theory]
    [InlineData("2011-05-05", DeterminationOutcome.WillBeEligible)]
    [InlineData("2011-05-04", DeterminationOutcome.Eligible)]
    [InlineData("1995-05-05", DeterminationOutcome.Eligible)]
    [InlineData("1995-05-04", DeterminationOutcome.Ineligible)]
    public void The_federal_program_is_for_15_to_30_both_included(string born, DeterminationOutcome outcome) =>
        Decide(Federal, Sample(("birthDate", born))).Outcome.ShouldBe(outcome);

    [Fact]
    public void Each_province_has_its_own_rules()
    {
        var atSchool = Sample(("inFullTimeSchool", true), ("birthDate", "2010-11-04"));

        Decide(Federal, atSchool).Outcome.ShouldBe(DeterminationOutcome.Eligible);
        Decide(BritishColumbia, atSchool).Reasons.Select(reason => reason.Code).ShouldContain("in-school");
        Decide(BritishColumbia, Sample(("birthDate", "2010-11-04"))).EligibleFrom.ShouldBe(new DateOnly(2026, 11, 4));
    }

    [Fact]
    public void A_postal_code_of_another_province_is_refused() =>
        Check(Sample().Replace("V6Z 2E7", "M5H 2N2", StringComparison.Ordinal)).ShouldBeOfType<ApplicationCheck.Invalid>()
            .Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/applicant/address/postalCode");

    private static string Sample() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "youth-employment.json"));

    private static JsonElement Sample(params (string Name, JsonNode Value)[] changes)
    {
        var application = JsonNode.Parse(Sample())!;
        foreach (var (name, value) in changes)
        {
            application["applicant"]![name] = value;
        }

        return JsonElement.Parse(application.ToJsonString());
    }

    private ApplicationCheck Check(string json) =>
        new ApplicationValidator(shipped.Catalogue).Check("youth-employment", Encoding.UTF8.GetBytes(json));

    private Determination Decide(string program, JsonElement application) => _evaluator.Evaluate(program, application, Today);
}
