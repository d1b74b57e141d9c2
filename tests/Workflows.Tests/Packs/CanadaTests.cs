using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Packs;

public sealed class CanadaTests
{
    [Fact]
    public async Task Five_in_one_a_birth_is_registered_from_two_forms_that_agree_and_the_rest_follows()
    {
        var end = await Case().RunAsync("newborn", Network.Newborn);

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        Outcomes(end).ShouldBe(new Dictionary<string, DeterminationOutcome>
        {
            ["ca-on-birth-registration"] = DeterminationOutcome.Eligible,
            ["ca-on-birth-certificate"] = DeterminationOutcome.Eligible,
            ["ca-social-insurance-number"] = DeterminationOutcome.Eligible,
            ["ca-child-benefit"] = DeterminationOutcome.Eligible,
            ["ca-on-child-benefit"] = DeterminationOutcome.Ineligible,
            ["ca-on-toronto-fair-pass"] = DeterminationOutcome.Ineligible,
        }, ignoreOrder: true);
        end.View.Referrals.ShouldHaveSingleItem().Status.ShouldBe("completed");
        end.ChainIsIntact.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2025-06-14", "2025-06-15", DeterminationOutcome.Ineligible)]
    [InlineData("123456782", "130692544", DeterminationOutcome.NeedsInformation)]
    public async Task Where_the_two_forms_do_not_meet_nothing_that_needs_the_registration_is_asked_and_the_benefits_are(
        string part, string other, DeterminationOutcome registration)
    {
        var application = part.Contains('-', StringComparison.Ordinal)
            ? Network.Newborn.Replace(
                $"\"statementOfLiveBirth\": {{ \"birthDate\": \"{part}\"",
                $"\"statementOfLiveBirth\": {{ \"birthDate\": \"{other}\"",
                StringComparison.Ordinal)
            : Network.Newborn.Replace(part, other, StringComparison.Ordinal);

        var end = await Case().RunAsync("newborn", application);

        Outcomes(end)["ca-on-birth-registration"].ShouldBe(registration);
        end.Course.ShouldNotContain(
            step => step.Contains("certificate", StringComparison.Ordinal) || step.Contains("social-insurance", StringComparison.Ordinal));
        Outcomes(end)["ca-child-benefit"].ShouldBe(DeterminationOutcome.Eligible);
        end.Trail.Count(kind => kind == "task-skipped").ShouldBe(2);
    }

    [Fact]
    public async Task A_fact_that_a_program_lacks_is_asked_of_the_person_and_the_program_decides_again()
    {
        var asked = new List<QuestionView>();
        var end = await Case()
            .WhenAsked("cra-benefits", request => [new StepAnswer(StepStatus.Completed)
            {
                Determination = request.StepKey.EndsWith("/1", StringComparison.Ordinal)
                    ? Answer(DeterminationOutcome.NeedsInformation, "/applicant/inCanadaSince", "/evidence/notice-of-live-birth/birthDate")
                    : Answer(request.Attributes.GetProperty("applicant").GetProperty("inCanadaSince").GetString() == "2001-02-03"
                        ? DeterminationOutcome.Eligible
                        : DeterminationOutcome.Ineligible),
            }])
            .WhenPeopleAreAsked(question =>
            {
                asked.Add(question);
                return new QuestionAnswer(question.StepKey)
                {
                    Values = new Dictionary<string, JsonElement> { ["/applicant/inCanadaSince"] = JsonElement.Parse("\"2001-02-03\"") },
                };
            })
            .RunAsync("newborn", Network.Newborn);

        asked.ShouldHaveSingleItem().Facts.ShouldBe(["/applicant/inCanadaSince"]);
        Outcomes(end)["ca-child-benefit"].ShouldBe(DeterminationOutcome.Eligible);
        end.Course.Count(step => step.StartsWith("eligibility/ca-child-benefit", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task A_question_that_nobody_answers_leaves_the_program_at_what_it_said()
    {
        var end = await Case()
            .WhenAsked("cra-benefits", _ => [new StepAnswer(StepStatus.Completed)
            {
                Determination = Answer(DeterminationOutcome.NeedsInformation, "/applicant/inCanadaSince"),
            }])
            .RunAsync("newborn", Network.Newborn);

        Outcomes(end)["ca-child-benefit"].ShouldBe(DeterminationOutcome.NeedsInformation);
        end.Course.ShouldContain("eligibility/ca-child-benefit information: expired");
        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
    }

    [Fact]
    public async Task A_partner_that_says_no_ends_the_referral_and_not_the_case()
    {
        var end = await new PackCase("2025-09-01").WhenAsked(Network.Partner, "rejected").RunAsync("newborn", Network.Newborn);

        end.View.Referrals.ShouldHaveSingleItem().Status.ShouldBe("rejected");
        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
    }

    [Fact]
    public async Task A_teenager_in_British_Columbia_is_asked_about_by_federal_and_provincial_programs_at_once_and_finds_help_with_a_first_job()
    {
        var end = await new PackCase("2026-03-01").WhenAsked("first-shift", "accepted", "in-progress", "completed")
            .RunAsync("youth-employment", Sample("youth-employment"));

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.View.Determinations.Select(answer => answer.Jurisdiction).Distinct().ShouldBe(["ca", "ca-bc", "ca-on"], ignoreOrder: true);
        end.View.Referrals.ShouldHaveSingleItem().Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Who_turns_65_gets_three_levels_of_government_from_one_application()
    {
        var end = await new PackCase("2026-03-01").RunAsync("retirement-income", Sample("retirement-income"));

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        Outcomes(end).Keys.ShouldBe(
            [
                "ca-old-age-security", "ca-guaranteed-income-supplement",
                "ca-on-guaranteed-annual-income", "ca-on-toronto-property-tax-relief",
            ],
            ignoreOrder: true);
        Outcomes(end)["ca-old-age-security"].ShouldBe(DeterminationOutcome.Eligible);
    }

    private static string Sample(string service) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", $"{service}.json"));

    private static PackCase Case() => new PackCase("2025-09-01").WhenAsked(Network.Partner, "accepted", "completed");

    private static Dictionary<string, DeterminationOutcome> Outcomes(PackCaseEnd end) =>
        end.View.Determinations.ToDictionary(answer => answer.Program, answer => answer.Outcome);

    private static Determination Answer(DeterminationOutcome outcome, params string[] missing) => new(
        "ca-child-benefit", "ca", outcome, null,
        [.. missing.Select(pointer => new Reason("missing-fact", new("x", "x"), pointer))], [], null);
}
