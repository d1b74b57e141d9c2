using System.Collections.Frozen;
using Integration.Workflows.Referrals;

namespace Integration.Workflows.Steps;

/// <summary>
/// Which status may follow which. A referral's follow HL7 Gravity SDOH Clinical Care (ReferralTaskStateDiagram); any other step is
/// answered once.
/// </summary>
public static class StepTransitions
{
    private static readonly FrozenDictionary<string, string[]> Referral = new Dictionary<string, string[]>
    {
        [ReferralStatus.Requested] = [ReferralStatus.Accepted, ReferralStatus.Rejected, ReferralStatus.Cancelled, StepStatus.Expired],
        [ReferralStatus.Accepted] =
        [
            ReferralStatus.InProgress, ReferralStatus.OnHold, ReferralStatus.Cancelled, ReferralStatus.Completed, ReferralStatus.Failed,
            StepStatus.Expired,
        ],
        [ReferralStatus.InProgress] =
            [ReferralStatus.OnHold, ReferralStatus.Cancelled, ReferralStatus.Completed, ReferralStatus.Failed, StepStatus.Expired],
        [ReferralStatus.OnHold] =
            [ReferralStatus.InProgress, ReferralStatus.Cancelled, ReferralStatus.Completed, ReferralStatus.Failed, StepStatus.Expired],
        [ReferralStatus.Rejected] = [],
        [ReferralStatus.Failed] = [],
        [ReferralStatus.Completed] = [],
        [ReferralStatus.Cancelled] = [],
        [StepStatus.Refused] = [],
        [StepStatus.Declined] = [],
        [StepStatus.Expired] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Check = new Dictionary<string, string[]>
    {
        [StepStatus.Requested] = [StepStatus.Completed, StepStatus.Declined, StepStatus.Failed, StepStatus.Cancelled, StepStatus.Expired],
        [StepStatus.Completed] = [],
        [StepStatus.Failed] = [],
        [StepStatus.Refused] = [],
        [StepStatus.Cancelled] = [],
        [StepStatus.Declined] = [],
        [StepStatus.Expired] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every status that a step can have.</summary>
    public static IReadOnlyList<string> StatusesOf(string step) => Of(step).Keys;

    /// <summary>Every status that a participant can answer with; the others come from this side.</summary>
    public static IEnumerable<string> AnswersOf(string step) =>
        StatusesOf(step).Where(status => status is not (StepStatus.Requested or StepStatus.Refused or StepStatus.Expired));

    /// <summary>Whether a step may go from one status to another.</summary>
    public static bool IsAllowed(string step, string from, string to) => Of(step).TryGetValue(from, out var next) && next.Contains(to);

    /// <summary>Whether nothing follows a status.</summary>
    public static bool IsTerminal(string step, string status) => Of(step).TryGetValue(status, out var next) && next.Length == 0;

    private static FrozenDictionary<string, string[]> Of(string step) => step == StepNames.Referral ? Referral : Check;
}
