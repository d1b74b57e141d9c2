using Azure.Messaging.ServiceBus;
using Integration.Workflows.Exchange;
using Integration.Workflows.Referrals;
using Integration.Workflows.Steps;

namespace Integration.Conformance.Tests.Partner;

/// <summary>The open contract, kept by a program that shares nothing with this one but messages.</summary>
public sealed class PartnerTests
{
    [Fact]
    public async Task A_referral_is_accepted_and_completed_in_answers_that_the_network_takes()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var partner = PartnerProcess.Start(broker.ConnectionString);
        var (network, referral) = (new Network(broker.ConnectionString), new Referral("accepted"));

        await network.SendAsync(referral.Requested);

        var answers = await network.AnswersAsync(referral.CaseId, 2);
        ShouldBeTaken(referral, answers, ReferralStatus.Accepted, ReferralStatus.Completed);
        (await network.WaitingAsync()).ShouldBe(0);
        partner.Ledger.ShouldBe([$"received {referral.Key}", $"answered {referral.Key}/accepted", $"answered {referral.Key}/completed"]);
    }

    [Fact]
    public async Task A_partner_that_takes_nobody_says_so_and_why()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var partner = PartnerProcess.Start(broker.ConnectionString, decision: "reject");
        var (network, referral) = (new Network(broker.ConnectionString), new Referral("rejected"));

        await network.SendAsync(referral.Requested);

        var answers = await network.AnswersAsync(referral.CaseId, 1);
        ShouldBeTaken(referral, answers, ReferralStatus.Rejected);
        Read(answers[0]).StatusReason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_referral_that_comes_twice_is_answered_with_the_same_messages()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var partner = PartnerProcess.Start(broker.ConnectionString);
        var (network, referral) = (new Network(broker.ConnectionString), new Referral("twice"));

        await network.SendAsync(referral.Requested, referral.Requested);

        (await network.AnswersAsync(referral.CaseId, 4)).CountBy(answer => answer.MessageId!)
            .ShouldBe([new($"{referral.Key}/accepted", 2), new($"{referral.Key}/completed", 2)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_cancellation_is_let_go_and_an_unreadable_message_is_a_dead_letter_with_a_reason()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var partner = PartnerProcess.Start(broker.ConnectionString);
        var (network, referral) = (new Network(broker.ConnectionString), new Referral("cancelled"));

        await network.SendAsync(referral.Cancelled);
        await partner.PrintsAsync($"{referral.Key} was cancelled");
        await network.SendAsync(referral.Unreadable);

        (await network.DeadLettersAsync(1)).ShouldBe(["malformed: the body must be JSON with a stepKey"]);
        (await network.WaitingAsync()).ShouldBe(0);
        partner.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broker_that_goes_and_comes_again_is_found_again()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var partner = PartnerProcess.Start(broker.ConnectionString);
        var (network, before, after) = (new Network(broker.ConnectionString), new Referral("before"), new Referral("after"));
        await network.SendAsync(before.Requested);
        ShouldBeTaken(before, await network.AnswersAsync(before.CaseId, 2), ReferralStatus.Accepted, ReferralStatus.Completed);

        await broker.StopAsync();
        await partner.PrintsAsync("is tried until it works");
        await broker.StartAgainAsync();

        await network.SendAsync(after.Requested);
        ShouldBeTaken(after, await network.AnswersAsync(after.CaseId, 2), ReferralStatus.Accepted, ReferralStatus.Completed);
    }

    [Fact]
    public async Task A_partner_that_nobody_listens_to_any_more_goes_on_working()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var partner = PartnerProcess.Start(broker.ConnectionString);
        var (network, referral) = (new Network(broker.ConnectionString), new Referral("unheard"));
        await partner.PrintsAsync("referrals are received");

        partner.StopReading();

        await network.SendAsync(referral.Requested);
        ShouldBeTaken(referral, await network.AnswersAsync(referral.CaseId, 2), ReferralStatus.Accepted, ReferralStatus.Completed);
        (await partner.StopAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("TERM", true)]
    [InlineData("INT", true)]
    [InlineData("TERM", false)]
    public async Task A_partner_that_is_asked_to_end_ends_well_whether_the_broker_is_there_or_not(string signal, bool brokerIsThere)
    {
        await using var broker = await TestBroker.StartAsync();
        await using var partner = PartnerProcess.Start(broker.ConnectionString);
        await partner.PrintsAsync("referrals are received");
        if (!brokerIsThere)
        {
            await broker.StopAsync();
        }

        (await partner.StopAsync(signal)).ShouldBe(0);
    }

    [Fact]
    public async Task Its_own_tests_pass() =>
        (await Node.RunAsync(["--test", "--test-reporter=tap"], new Dictionary<string, string>())).ShouldContain("# fail 0");

    private static void ShouldBeTaken(Referral referral, IReadOnlyList<ServiceBusReceivedMessage> answers, params string[] statuses)
    {
        answers.Select(answer => Read(answer).Status).ShouldBe(statuses);
        statuses.Prepend(ReferralStatus.Requested).Zip(statuses)
            .ShouldAllBe(step => StepTransitions.IsAllowed(StepNames.Referral, step.First, step.Second));
        StepTransitions.IsTerminal(StepNames.Referral, statuses[^1]).ShouldBeTrue();
        foreach (var answer in answers)
        {
            var taken = CloudEventBinding.ToAnswer(answer);
            taken.StepKey.ShouldBe(referral.Key.ToString());
            taken.SessionId.ShouldBe(referral.CaseId);
            taken.Participant.ShouldBe(PartnerProcess.Id);
            answer.ContentType.ShouldBe("application/json");
            answer.ApplicationProperties.ShouldContainKeyAndValue("cloudEvents:specversion", "1.0");
            answer.ApplicationProperties.ShouldContainKeyAndValue("cloudEvents:type", MessageTypes.StepAnswered);
            answer.ApplicationProperties.ShouldContainKeyAndValue("cloudEvents:id", answer.MessageId!);
        }
    }

    private static StepAnswer Read(ServiceBusReceivedMessage answer) =>
        answer.Body.ToObjectFromJson<StepAnswer>(Workflows.Cases.CaseJson.Options)!;
}
