using Integration.Workflows.Cases;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Packs;

public sealed class PackCaseTests
{
    [Fact]
    public async Task Whoever_has_a_script_answers_by_it_and_hosted_participants_answer_themselves()
    {
        var end = await new PackCase("2025-09-01").WhenAsked(Network.Partner, "accepted", "completed").RunAsync("newborn", Network.Newborn);

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.View.Determinations.Count.ShouldBe(6);
        end.Course[^1].ShouldBe("referral/education-savings maple-education-savings: completed");
        end.ChainIsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_says_nothing_lets_the_deadline_go_by_without_anybody_waiting_for_it()
    {
        var end = await new PackCase("2025-09-01").RunAsync("newborn", Network.Newborn);

        end.View.Referrals.ShouldHaveSingleItem().Status.ShouldBe("expired");
        end.Record.Head.ClosedAt.ShouldNotBeNull().ShouldBeGreaterThan(new DateTimeOffset(2025, 9, 2, 0, 0, 0, TimeSpan.Zero));
    }
}
