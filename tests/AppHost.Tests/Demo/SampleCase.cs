using Integration.Local.AppHost.Demo;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Steps;

namespace Integration.Local.AppHost.Tests.Demo;

/// <summary>A newborn case at some places of its way.</summary>
internal static class SampleCase
{
    public const string Id = "caaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static readonly DateTimeOffset Begin = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Lazy<CaseNames> _names = new(() => new CaseNames(ServiceCatalogue.LoadShipped()));

    public static CaseNames Names => _names.Value;

    public static CaseView Received { get; } = new(Id, "newborn", CaseStatus.Received, 0, Begin, null, null, [], [], []);

    public static CaseView AskedForIdentity { get; } = Received with
    {
        Status = CaseStatus.InProgress,
        Attempt = 1,
        Steps = [Step("identity", StepStatus.Requested, null)],
    };

    public static CaseView AtThePartner { get; } = AskedForIdentity with
    {
        Steps =
        [
            Step("identity", StepStatus.Completed, 1),
            Step("eligibility/ca-child-benefit", StepStatus.Completed, 2),
            Step("eligibility/ca-on-toronto-fair-pass", StepStatus.Refused, 1, "consent-missing"),
            Step("referral/education-savings", "accepted", null),
        ],
        Determinations =
        [
            new(
                "ca-child-benefit", "ca", DeterminationOutcome.Eligible, 6748.5m, null,
                [new("children", new("One child under 18.", "Un enfant de moins de 18 ans."))]),
        ],
        Referrals = [new("education-savings", "maple-education-savings", "accepted")],
    };

    public static CaseView Closed { get; } = AtThePartner with
    {
        Status = CaseStatus.Closed,
        Outcome = CaseOutcomes.PlanCarriedOut,
        ClosedAt = Begin.AddSeconds(4),
        Steps = [.. AtThePartner.Steps.SkipLast(1), Step("referral/education-savings", StepStatus.Completed, 3)],
        Referrals = [new("education-savings", "maple-education-savings", StepStatus.Completed)],
    };

    public static CaseView Failed { get; } = AskedForIdentity with
    {
        Status = CaseStatus.Failed,
        Outcome = CaseOutcomes.StepFailed,
        ClosedAt = Begin.AddSeconds(2),
        Steps = [Step("identity", StepStatus.Failed, 2)],
    };

    private static StepView Step(string name, string status, int? seconds, string? reason = null) => new(
        $"{Id}/{name}/1", name.Split('/')[0], status, Begin, seconds is { } after ? Begin.AddSeconds(after) : null, reason);
}
