using Azure.Messaging.ServiceBus;
using Integration.Conformance.Tests.Partner;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Conformance.Tests.RegionAgency;

/// <summary>An agency's own system, with its own rules, that knows the network by its messages alone.</summary>
public sealed class RegionAgencyTests
{
    [Fact]
    public async Task The_region_decides_as_it_published_and_by_its_own_list_of_practices()
    {
        PractitionerChoice[] asPublished = [new("900001"), new("900002", Kilometres: 16), new("900001", Group: "2")];
        var full = new PractitionerChoice("900003");
        var published = new EligibilityEvaluator(ServiceCatalogue.LoadShipped());
        await using var broker = await TestBroker.StartAsync();
        await using var region = PartnerProcess.StartRegion(broker.ConnectionString);
        var network = new Network(broker.ConnectionString, PractitionerChoice.Topic, PractitionerChoice.Region);

        await network.SendAsync([.. asPublished.Select(choice => choice.Requested), full.Requested]);

        foreach (var choice in asPublished)
        {
            (await DecisionAsync(network, choice)).Outcome.ShouldBe(
                published.Evaluate(PractitionerChoice.Program, choice.Attributes, PractitionerChoice.Day).Outcome);
        }

        var refused = await DecisionAsync(network, full);
        refused.Outcome.ShouldBe(DeterminationOutcome.Ineligible);
        refused.Reasons.ShouldHaveSingleItem().Code.ShouldBe("practice-closed");
        (await network.WaitingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_request_waits_for_a_region_that_is_down_and_a_cancellation_behind_it_does_no_harm()
    {
        var choice = new PractitionerChoice("900001");
        await using var broker = await TestBroker.StartAsync();
        var network = new Network(broker.ConnectionString, PractitionerChoice.Topic, PractitionerChoice.Region);
        await network.SendAsync(choice.Requested, choice.Cancelled);

        await using var region = PartnerProcess.StartRegion(broker.ConnectionString);

        (await DecisionAsync(network, choice)).Outcome.ShouldBe(DeterminationOutcome.Eligible);
        (await network.WaitingAsync()).ShouldBe(0);
        region.Ledger.ShouldBe([$"received {choice.Key}", $"answered {choice.Key}/completed"]);
    }

    [Fact]
    public async Task Its_own_tests_pass() =>
        (await Node.RunAsync(["--test", "--test-reporter=tap", "../RegionAgency/test/rules.test.mjs"], new Dictionary<string, string>()))
            .ShouldContain("# fail 0");

    private static async Task<Determination> DecisionAsync(Network network, PractitionerChoice choice)
    {
        var answer = (await network.AnswersAsync(choice.CaseId, 1)).ShouldHaveSingleItem();
        ShouldBeOfTheContract(answer, choice);
        var given = answer.Body.ToObjectFromJson<StepAnswer>(CaseJson.Options).ShouldNotBeNull();
        given.Status.ShouldBe(StepStatus.Completed);
        var determination = given.Determination.ShouldNotBeNull();
        determination.Program.ShouldBe(PractitionerChoice.Program);
        determination.Reasons.ShouldNotBeEmpty();
        return determination;
    }

    private static void ShouldBeOfTheContract(ServiceBusReceivedMessage answer, PractitionerChoice choice)
    {
        var taken = CloudEventBinding.ToAnswer(answer);
        (taken.StepKey, taken.SessionId, taken.Participant).ShouldBe((choice.Key.ToString(), choice.CaseId, PractitionerChoice.Region));
        answer.MessageId.ShouldBe($"{choice.Key}/completed");
    }
}
