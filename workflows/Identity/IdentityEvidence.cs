using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Identity;

/// <summary>One piece of evidence and what was done to validate it. It holds no number and no copy of a document.</summary>
/// <param name="Type">What it is, by the id of its type; two pieces of one type are one instance.</param>
/// <param name="Kind">Foundational or contextual.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="IssuedOn">When; null when it bears no date of issue.</param>
/// <param name="ExpiresOn">Its last day; null when it does not expire.</param>
/// <param name="ConfirmedWithIssuer">Whether its issuer confirmed what it says.</param>
/// <param name="StatusRequested">Whether its issuer was asked if it is still good.</param>
/// <param name="Verification">How it was linked to the person; null when it was not.</param>
/// <param name="Examiner">Reference of the trained examiner who inspected it; null when nobody did.</param>
internal sealed record IdentityEvidence(
    string Type,
    EvidenceKind Kind,
    string Issuer,
    DateOnly? IssuedOn,
    DateOnly? ExpiresOn = null,
    bool ConfirmedWithIssuer = false,
    bool StatusRequested = false,
    IdentityVerification? Verification = null,
    string? Examiner = null);
