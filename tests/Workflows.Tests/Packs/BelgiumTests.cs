using System.Text;
using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Exchange;
using Integration.Workflows.LifeEvents;
using Integration.Workflows.Tests.LifeEvents;

namespace Integration.Workflows.Tests.Packs;

public sealed class BelgiumTests
{
    [Fact]
    public async Task A_protected_customer_gets_the_social_tariff_without_having_asked_for_it()
    {
        var end = await RunAsync("2025-09-16", NewCustomer.Event(), supplierAnswers: ["accepted", "completed"]);

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.Course.ShouldBe(
        [
            "evidence/be-domicile be-national-register: completed",
            "evidence/be-protected-status be-social-integration: completed",
            "eligibility/be-social-tariff be-economy-tariff: completed",
            "referral/be-apply-social-tariff be-lumilux: completed",
        ]);
        var answer = end.View.Determinations.ShouldHaveSingleItem();
        answer.Outcome.ShouldBe(DeterminationOutcome.Eligible);
        (answer.AnnualAmount, answer.Currency).ShouldBe((null, null));
        end.Trail.First().ShouldBe(AuditKinds.CaseReceived);
        end.Record.Audit[0].Actor.ShouldBe(NewCustomer.Supplier);
        end.ChainIsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Holders_get_no_number_and_the_supplier_no_reason()
    {
        var end = await RunAsync("2025-09-16", NewCustomer.Event(), supplierAnswers: ["accepted", "completed"]);

        var requests = end.Sent.Where(message => message.Type == MessageTypes.StepRequested).ToList();
        requests.ShouldAllBe(message => !Encoding.UTF8.GetString(message.Body).Contains("85073003328", StringComparison.Ordinal));
        JsonSerializer.Deserialize<StepRequestBody>(
                requests.Single(message => message.Participant == NewCustomer.Supplier).Body, CaseJson.Options)!
            .Attributes.GetRawText().ShouldBe("""{"contract":{"energy":"electricity","number":"LX-2025-000417"}}""");
    }

    [Fact]
    public async Task One_holder_does_not_know_the_person_one_has_no_record_any_more_and_the_third_has_it_a_week_later()
    {
        var end = await RunAsync("2025-09-29", NewCustomer.Event("48022999728", "4000"), supplierAnswers: ["accepted", "completed"]);

        end.Course.ShouldBe(
        [
            "evidence/be-domicile be-national-register: completed",
            "evidence/be-protected-status be-disability: completed",
            "evidence/be-protected-status be-social-integration: completed",
            "evidence/be-protected-status be-pensions: completed",
            "evidence/be-protected-status be-pensions: completed",
            "eligibility/be-social-tariff be-economy-tariff: completed",
            "referral/be-apply-social-tariff be-lumilux: completed",
        ]);
        end.View.Determinations.ShouldHaveSingleItem().Outcome.ShouldBe(DeterminationOutcome.Eligible);
        end.Record.Head.ClosedAt.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(new DateTimeOffset(2025, 10, 6, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_nobody_holds_goes_to_the_officials_and_never_to_the_customer()
    {
        var end = await RunAsync("2025-09-16", NewCustomer.Event("77010199715", "1000"), officialsAnswer: ["completed"]);

        end.View.Determinations.ShouldHaveSingleItem().Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);
        end.Course[^1].ShouldBe("handover/be-social-tariff-review be-economy-review: completed");
        end.Trail.ShouldNotContain(AuditKinds.QuestionAsked);
        end.Record.Audit.Where(record => record.Kind == AuditKinds.TaskSkipped).Select(record => record.Subject)
            .ShouldBe(["referral/be-apply-social-tariff"]);
        end.View.Responsible.ShouldBe("be-fps-economy");
    }

    private static async Task<PackCaseEnd> RunAsync(
        string day, LifeEvent told, IEnumerable<string>? supplierAnswers = null, IEnumerable<string>? officialsAnswer = null)
    {
        var started = new PackCase(day)
            .WhenAsked(NewCustomer.Supplier, supplierAnswers ?? []).WhenAsked("be-economy-review", officialsAnswer ?? []);
        var outcome = await started.Network.LifeEvents.ReceiveAsync(told, TestContext.Current.CancellationToken);
        outcome.ShouldBeOfType<LifeEventOutcome.Told>().Receipt.Status.ShouldBe(EventReceipt.Forwarded);
        return await started.RunAsync(
            started.Network.Exchange.Sent.Single(message => message.Destination == Destinations.Intake).CorrelationId!);
    }
}
