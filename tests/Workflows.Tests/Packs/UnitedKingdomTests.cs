using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Exchange;
using Integration.Workflows.Tests.Catalogue;

namespace Integration.Workflows.Tests.Packs;

public sealed class UnitedKingdomTests
{
    private const string Service = "gb-sct-family-support";
    private const string Council = "gb-glasgow-council-tax";
    private static readonly string Sample = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", Service + ".json"));

    [Fact]
    public async Task A_family_gets_the_national_payment_and_the_council_takes_over_and_decides_by_national_rules()
    {
        var end = await new PackCase("2025-09-01").RunAsync(Service, Sample);

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.Course.ShouldBe(
        [
            "identity gb-sct-identity: completed",
            "evidence/gb-qualifying-benefit gb-dwp-benefits: completed",
            "eligibility/gb-sct-child-payment gb-sct-payments: completed",
            $"handover/gb-council-tax {Council}: completed",
            $"eligibility/gb-sct-council-tax-reduction {Council}: completed",
        ]);
        end.View.Determinations.Select(answer => (answer.Program, answer.DecidedBy, answer.AnnualAmount, answer.Currency)).ShouldBe(
        [
            ("gb-sct-child-payment", "gb-social-security-scotland", 2823.60m, "GBP"),
            ("gb-sct-council-tax-reduction", "gb-glasgow-city-council", 1303.46m, "GBP"),
        ]);
        end.View.Responsible.ShouldBe("gb-glasgow-city-council");
        end.ChainIsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task From_the_handover_on_the_council_is_the_sender_and_the_trail_says_who_was_before()
    {
        var end = await new PackCase("2025-09-01").RunAsync(Service, Sample);

        end.Record.Requests.Single(request => request.Key.Subject == "gb-sct-council-tax-reduction")
            .Sender.ShouldBe("gb-glasgow-city-council");
        var handedOver = end.Record.Audit.Single(record => record.Kind == AuditKinds.CaseHandedOver);
        handedOver.Details.ShouldBe("""{"from":"gb-social-security-scotland","to":"gb-glasgow-city-council"}""");
    }

    [Fact]
    public async Task A_council_that_finds_the_trail_changed_does_not_take_over_and_nothing_is_decided_in_its_name()
    {
        var started = new PackCase("2025-09-01");
        started.WhenAsked(Council, request =>
        {
            var trail = request.Trail!.ToList();
            trail[1] = trail[1] with { Actor = "somebody-else" };
            return [started.Network.Hosted.Answer(started.Network.Catalogue, Council, request with { Trail = trail })];
        });

        var end = await started.RunAsync(Service, Sample);

        end.Course.TakeLast(2).ShouldBe(
            [$"handover/gb-council-tax {Council}: failed", $"eligibility/gb-sct-council-tax-reduction {Council}: refused"]);
        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.View.Determinations.ShouldHaveSingleItem().Program.ShouldBe("gb-sct-child-payment");
        end.View.Responsible.ShouldBe("gb-social-security-scotland");
    }

    [Fact]
    public async Task A_council_that_declines_leaves_the_case_where_it_was_and_the_refusal_is_on_record()
    {
        var end = await new PackCase("2025-09-01").WhenAsked(Council, "declined").RunAsync(Service, Sample);

        ReductionOf(end).Reason.ShouldBe(RefusalReasons.NoAgreement);
        end.View.Responsible.ShouldBe("gb-social-security-scotland");
        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.ChainIsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_delegation_on_the_day_the_council_takes_over_but_is_not_asked_to_decide()
    {
        using var packs = new PackCopy();
        var catalogue = packs.Edit("gb/delegations.json", "/delegations/0/until", "\"2025-08-31\"").Load();

        var end = await new PackCase("2025-09-01", catalogue).RunAsync(Service, Sample);

        end.View.Responsible.ShouldBe("gb-glasgow-city-council");
        ReductionOf(end).Reason.ShouldBe(RefusalReasons.DelegationNotInForce);
        end.Sent.ShouldNotContain(message => message.Subject.Contains("gb-sct-council-tax-reduction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_does_not_want_the_council_to_have_the_case_keeps_the_national_payment()
    {
        var end = await new PackCase("2025-09-01").RunAsync(
            Service, Sample.Replace("\"decision\": \"accept\"", "\"decision\": \"decline\"", StringComparison.Ordinal));

        end.View.Determinations.ShouldHaveSingleItem().Outcome.ShouldBe(DeterminationOutcome.Eligible);
        end.Sent.ShouldNotContain(message => message.Participant == Council);
    }

    private static StepView ReductionOf(PackCaseEnd end) =>
        end.View.Steps.Single(step => step.Key.Contains("gb-sct-council-tax-reduction", StringComparison.Ordinal));
}
