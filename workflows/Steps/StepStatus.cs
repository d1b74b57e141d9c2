namespace Integration.Workflows.Steps;

/// <summary>Where a step stands; a referral also has the states of <see cref="Referrals.ReferralStatus"/>.</summary>
public static class StepStatus
{
    /// <summary>The participant was asked.</summary>
    public const string Requested = "requested";

    /// <summary>The participant answered.</summary>
    public const string Completed = "completed";

    /// <summary>The participant could not answer.</summary>
    public const string Failed = "failed";

    /// <summary>The exchange gate did not let the request pass: nobody was asked.</summary>
    public const string Refused = "refused";

    /// <summary>The case ended before the answer.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The time for an answer went by.</summary>
    public const string Expired = "expired";

    /// <summary>The person, or whoever was to take over, does not want it.</summary>
    public const string Declined = "declined";
}
