using Integration.Workflows.Steps;

namespace Integration.Workflows.Tests.Steps;

public sealed class StepTransitionsTests
{
    // HL7 Gravity SDOH Clinical Care, ReferralTaskStateDiagram.
    private static readonly Dictionary<string, string[]> Gravity = new()
    {
        ["requested"] = ["accepted", "rejected", "cancelled"],
        ["accepted"] = ["in-progress", "on-hold", "cancelled", "completed", "failed"],
        ["in-progress"] = ["on-hold", "cancelled", "completed", "failed"],
        ["on-hold"] = ["in-progress", "cancelled", "completed", "failed"],
    };

    public static TheoryData<string, string> AllPairs()
    {
        var statuses = StepTransitions.AnswersOf(StepNames.Referral).Append("requested").ToList();
        return [.. statuses.SelectMany(from => statuses.Select(to => (from, to)))];
    }

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void A_referral_goes_where_the_state_diagram_lets_it(string from, string to) =>
        StepTransitions.IsAllowed(StepNames.Referral, from, to).ShouldBe(Gravity.GetValueOrDefault(from, []).Contains(to));

    [Theory]
    [InlineData("completed", true)]
    [InlineData("rejected", true)]
    [InlineData("failed", true)]
    [InlineData("cancelled", true)]
    [InlineData("refused", true)]
    [InlineData("requested", false)]
    [InlineData("accepted", false)]
    [InlineData("in-progress", false)]
    [InlineData("on-hold", false)]
    [InlineData("received", false)]
    public void A_referral_ends_where_nothing_follows(string status, bool terminal) =>
        StepTransitions.IsTerminal(StepNames.Referral, status).ShouldBe(terminal);

    [Theory]
    [InlineData("requested", "completed", true)]
    [InlineData("requested", "failed", true)]
    [InlineData("requested", "accepted", false)]
    [InlineData("completed", "failed", false)]
    [InlineData("failed", "completed", false)]
    [InlineData("refused", "completed", false)]
    public void A_check_is_answered_once(string from, string to, bool allowed) =>
        StepTransitions.IsAllowed(StepNames.Eligibility, from, to).ShouldBe(allowed);
}
