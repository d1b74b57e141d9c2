namespace Integration.Workflows.Referrals;

/// <summary>States of a closed-loop referral, as in HL7 Gravity SDOH Clinical Care's referral task.</summary>
public static class ReferralStatus
{
    public const string Requested = "requested";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";
    public const string InProgress = "in-progress";
    public const string OnHold = "on-hold";
    public const string Failed = "failed";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";
}
