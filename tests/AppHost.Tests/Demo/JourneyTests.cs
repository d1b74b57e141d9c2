using Integration.Local.AppHost.Demo;
using Integration.Workflows.Cases;
using Integration.Workflows.Eligibility;

namespace Integration.Local.AppHost.Tests.Demo;

public sealed class JourneyTests
{
    private static readonly DateTimeOffset _now = SampleCase.Begin.AddSeconds(2.5);

    [Fact]
    public void It_begins_with_the_application() =>
        Of(SampleCase.Received).ShouldBe([new JourneyLine("Application received", Progress.Done, TimeSpan.Zero, SampleCase.Id)]);

    [Fact]
    public void A_step_under_way_has_taken_until_now() =>
        Of(SampleCase.AskedForIdentity)[^1].ShouldBe(
            new JourneyLine("Identity check", Progress.UnderWay, TimeSpan.FromSeconds(2.5), "requested"));

    [Fact]
    public void Each_step_is_a_line_with_what_came_of_it() => Of(SampleCase.AtThePartner).Skip(1).ShouldBe(
    [
        new JourneyLine("Identity check", Progress.Done, TimeSpan.FromSeconds(1), "completed"),
        new JourneyLine("Canada child benefit", Progress.Done, TimeSpan.FromSeconds(2), "eligible, $6,748.50 a year"),
        new JourneyLine("Fair Pass transit discount", Progress.Stopped, TimeSpan.FromSeconds(1), "refused: consent-missing"),
        new JourneyLine("Referral to Maple Education Savings", Progress.UnderWay, TimeSpan.FromSeconds(2.5), "accepted"),
    ]);

    [Fact]
    public void It_ends_with_the_case() =>
        Of(SampleCase.Closed)[^1].ShouldBe(new JourneyLine("Case closed", Progress.Done, TimeSpan.FromSeconds(4), "plan carried out"));

    [Fact]
    public void A_failure_is_no_success() =>
        Of(SampleCase.Failed).TakeLast(2).Select(line => (line.Title, line.Progress, line.Outcome)).ShouldBe(
            [("Identity check", Progress.Stopped, "failed"), ("Case failed", Progress.Stopped, "step failed")]);

    [Fact]
    public void A_clock_that_is_behind_makes_no_negative_durations() =>
        Journey.Of(SampleCase.AskedForIdentity, SampleCase.Names, SampleCase.Begin.AddSeconds(-1))[^1].Duration.ShouldBe(TimeSpan.Zero);

    [Theory]
    [InlineData(DeterminationOutcome.Eligible, "eligible")]
    [InlineData(DeterminationOutcome.Ineligible, "not eligible")]
    [InlineData(DeterminationOutcome.NeedsInformation, "needs information")]
    [InlineData(DeterminationOutcome.WillBeEligible, "will be eligible")]
    [InlineData(DeterminationOutcome.Unavailable, "unavailable")]
    public void Every_outcome_has_its_words(DeterminationOutcome outcome, string words) => CaseNames.Outcome(outcome).ShouldBe(words);

    [Fact]
    public void A_day_that_lies_ahead_is_told() =>
        CaseNames.Outcome(new DeterminationView("p", "ca", DeterminationOutcome.WillBeEligible, null, new DateOnly(2027, 1, 31), []))
            .ShouldBe("will be eligible from 2027-01-31");

    private static IReadOnlyList<JourneyLine> Of(CaseView view) => Journey.Of(view, SampleCase.Names, _now);
}
