using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Identity;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Cases;
using Integration.Workflows.Tests.Catalogue;

namespace Integration.Workflows.Tests.Packs;

public sealed class CanadaIdentityTests
{
    private static readonly string BasicAccount = Network.Newborn.Replace("\"verified\"", "\"basic\"", StringComparison.Ordinal);

    [Fact]
    public async Task A_credential_of_too_low_a_level_is_stepped_up_by_the_person()
    {
        var end = await Case()
            .WhenPeopleAreAsked(question => Credential(question, "my-ontario-account", "verified"))
            .RunAsync("newborn", BasicAccount);

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.Course.Take(3).ShouldBe(
        [
            "identity serviceontario-identity: completed",
            "identity step-up: completed",
            "identity serviceontario-identity: completed",
        ]);
        end.ChainIsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_can_t_step_up_in_time_is_seen_at_a_service_centre()
    {
        var end = await Case()
            .WhenPeopleAreAsked(question => question.Of == Addressee.ServiceCentre
                ? Credential(question, "serviceontario-centre", "two-documents")
                : null)
            .RunAsync("newborn", BasicAccount);

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.Course.Take(4).ShouldBe(
        [
            "identity serviceontario-identity: completed",
            "identity step-up: expired",
            "identity in-person-check: completed",
            "identity serviceontario-identity: completed",
        ]);
    }

    [Fact]
    public async Task Whom_nobody_could_verify_is_told_so_and_nobody_else_is_asked()
    {
        var end = await Case().RunAsync("newborn", BasicAccount);

        end.View.Outcome.ShouldBe(CaseOutcomes.IdentityNotVerified);
        end.Course.ShouldBe(
        [
            "identity serviceontario-identity: completed",
            "identity step-up: expired",
            "identity in-person-check: expired",
        ]);
    }

    [Theory]
    [InlineData(IdentityOutcome.NoMatch, "identity correction: completed")]
    [InlineData(IdentityOutcome.SeveralMatches, "identity in-person-check: completed")]
    public async Task No_match_and_several_are_different_and_each_has_its_next_step(IdentityOutcome outcome, string next)
    {
        var end = await Case()
            .WhenAsked("serviceontario-identity", request => [new StepAnswer(StepStatus.Completed)
            {
                Identity = new IdentityResult(
                    request.StepKey.EndsWith("/1", StringComparison.Ordinal) ? outcome : IdentityOutcome.Verified,
                    2, "my-ontario-account", []),
            }])
            .WhenPeopleAreAsked(question => question.Question == Questions.Correction
                ? new QuestionAnswer(question.StepKey)
                {
                    Values = new Dictionary<string, JsonElement>
                    {
                        [question.Facts![0]] = Element("""{"provider":"my-ontario-account","assurance":"verified"}"""),
                    },
                }
                : Credential(question, "serviceontario-centre", "two-documents"))
            .RunAsync("newborn", Network.Newborn);

        end.Course[1].ShouldBe(next);
        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
    }

    [Theory]
    [InlineData("", CaseOutcomes.IdentityNotVerified)]
    [InlineData(""", "guardianEvidence": [BIRTH, LICENCE]""", CaseOutcomes.PlanCarriedOut)]
    public async Task A_childs_case_at_level_3_needs_the_evidence_of_the_guardian_too(string guardian, string outcome)
    {
        using var packs = new PackCopy();
        var catalogue = packs.Edit("ca/services/newborn.json", "/plan/0/tasks/0/requiredLevel", "3").Load();
        var credential =
            $$"""{ "provider": "serviceontario-centre", "assurance": "two-documents", "evidence": [BIRTH, LICENCE]{{guardian}} }"""
                .Replace("BIRTH", Evidence("birth-certificate", "ontario-registrar-general"), StringComparison.Ordinal)
                .Replace("LICENCE", Evidence("drivers-licence", "ontario-transportation"), StringComparison.Ordinal);

        var end = await new PackCase("2025-09-01", catalogue).WhenAsked(Network.Partner, "accepted", "completed")
            .WhenPeopleAreAsked(question => question.Of == Addressee.ServiceCentre
                ? new QuestionAnswer(question.StepKey) { Credential = Element(credential) }
                : null)
            .RunAsync("newborn", BasicAccount);

        end.View.Outcome.ShouldBe(outcome);
    }

    private static string Evidence(string type, string issuer) =>
        $$"""{"type":"{{type}}","issuer":"{{issuer}}","issuedOn":"2020-05-01","confirmedWithIssuer":true,"statusRequested":true,"verification":"biological","examiner":"agent-7"}""";

    private static PackCase Case() => new PackCase("2025-09-01").WhenAsked(Network.Partner, "accepted", "completed");

    private static QuestionAnswer Credential(QuestionView question, string provider, string assurance) =>
        new(question.StepKey) { Credential = Element($$"""{"provider":"{{provider}}","assurance":"{{assurance}}"}""") };

    private static JsonElement Element(string json) => JsonElement.Parse(json);
}
