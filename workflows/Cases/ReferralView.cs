namespace Integration.Workflows.Cases;

/// <summary>A referral to a partner.</summary>
/// <param name="Id">The referral.</param>
/// <param name="Partner">Who was asked.</param>
/// <param name="Status">Its state, as in HL7 Gravity's referral task.</param>
public sealed record ReferralView(string Id, string Partner, string Status);
