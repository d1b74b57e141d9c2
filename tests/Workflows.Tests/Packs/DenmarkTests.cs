using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Tests.Packs;

public sealed class DenmarkTests
{
    private const string Service = "dk-moving";
    private const string Region = "dk-region-midtjylland";
    private const string RegionsProgram = "dk-practitioner-choice";

    [Fact]
    public async Task A_family_that_moves_tells_it_once_and_state_region_and_municipality_each_answer()
    {
        var end = await new PackCase("2026-03-04").WhenAsked(Region, _ => [Assigned]).RunAsync(Service, Sample());

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.Course.ShouldBe(
        [
            "identity dk-mitid-check: completed",
            "evidence/dk-household dk-cpr: completed",
            "eligibility/dk-day-care-place dk-aarhus-day-care: completed",
            "eligibility/dk-digital-post dk-digital-post: completed",
            "eligibility/dk-housing-benefit dk-housing-benefit-office: completed",
            "eligibility/dk-move-registration dk-aarhus-register: completed",
            $"eligibility/{RegionsProgram} {Region}: completed",
        ]);
        end.View.Determinations.Count.ShouldBe(5);
        end.View.Determinations.ShouldAllBe(answer => answer.Outcome == DeterminationOutcome.Eligible);
        end.View.Determinations.Single(answer => answer.Program == "dk-housing-benefit").AnnualAmount.ShouldBe(34_464m);
        end.ChainIsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_region_that_is_down_stops_nobody_else_and_what_it_says_after_its_time_is_refused_on_record()
    {
        var move = new PackCase("2026-03-04");

        var end = await move.RunAsync(Service, Sample());

        end.View.Status.ShouldBe(CaseStatus.Closed);
        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.View.Determinations.Select(answer => answer.Program).ShouldBe(
            ["dk-day-care-place", "dk-digital-post", "dk-housing-benefit", "dk-move-registration"]);
        var late = end.View.Steps.Single(step => step.Key.Contains(RegionsProgram, StringComparison.Ordinal));
        late.Status.ShouldBe(StepStatus.Expired);
        end.View.Steps.Where(step => step != late)
            .ShouldAllBe(step => step.Status == StepStatus.Completed && step.CompletedAt < late.CompletedAt);
        (late.CompletedAt - late.RequestedAt).ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromDays(5), TimeSpan.FromDays(5.1));
        end.Sent.Count(message => message.Participant == Region).ShouldBe(2);
        end.Sent[^1].Type.ShouldBe(MessageTypes.StepCancelled);

        var outcome = await move.Network.AnswerAsync(late.Key, Region, Assigned);

        outcome.ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe(RefusalReasons.TransitionNotAllowed);
        (await move.Network.ViewAsync(end.View.Id)).Determinations.Count.ShouldBe(4);
        var last = (await move.Network.ReadAsync(end.View.Id)).Audit[^1];
        (last.Kind, last.Subject, last.Actor).ShouldBe((AuditKinds.AnswerRefused, late.Key, Region));
        (await move.Network.VerifyAuditAsync(end.View.Id)).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_household_that_the_register_does_not_know_is_asked_of_the_person()
    {
        var end = await new PackCase("2026-03-04")
            .WhenPeopleAreAsked(question => new QuestionAnswer(question.StepKey)
            {
                Values = new Dictionary<string, JsonElement>
                {
                    ["/evidence/dk-household/adults"] = JsonElement.Parse("1"),
                    ["/evidence/dk-household/children"] = JsonElement.Parse(
                        """[{ "birthDate": "2024-01-31" }, { "birthDate": "2012-01-31" }]"""),
                },
            })
            .WhenAsked(Region, _ => [Assigned])
            .RunAsync(Service, Sample(application => application["applicant"]!["cprNumber"] = "6001010009"));

        end.Course[2].ShouldBe("evidence/dk-household information: completed");
        end.View.Determinations.Single(answer => answer.Program == "dk-housing-benefit").AnnualAmount.ShouldBe(42_600m);
    }

    [Fact]
    public async Task A_rent_that_was_left_out_is_asked_for_once_and_only_housing_benefit_waits_for_it()
    {
        var end = await new PackCase("2026-03-04").WhenAsked(Region, _ => [Assigned])
            .RunAsync(Service, Sample(application => application["dwelling"]!.AsObject().Remove("annualRent")));

        end.View.Determinations.Single(answer => answer.Program == "dk-housing-benefit")
            .Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);
        end.View.Determinations.Count(answer => answer.Outcome == DeterminationOutcome.Eligible).ShouldBe(4);
        end.Course.Count(line => line == "eligibility/dk-housing-benefit information: expired").ShouldBe(1);
    }

    private static StepAnswer Assigned => new(StepStatus.Completed)
    {
        Determination = new Determination(
            RegionsProgram, "dk-82", DeterminationOutcome.Eligible, null,
            [new("practice-assigned", new("Assigned.", "Attribué."))], [], null),
    };

    private static string Sample(Action<JsonObject>? change = null)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", $"{Service}.json")))!.AsObject();
        change?.Invoke(sample);
        return sample.ToJsonString();
    }
}
