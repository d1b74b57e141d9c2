using Integration.Workflows.Audit;

namespace Integration.Workflows.Cases;

/// <summary>The one row of a case that changes; everything else is only added, and the case's key sealed anew.</summary>
/// <param name="Id">The case.</param>
/// <param name="Service">The integrated service.</param>
/// <param name="CatalogueVersion">The catalogue that the case started with.</param>
/// <param name="Agency">The client that submitted it.</param>
/// <param name="BodyHash">SHA-256 of the application as it came, keyed for the case.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Attempt">The last attempt; 0 before the first.</param>
/// <param name="ReceivedAt">When it was stored.</param>
/// <param name="ClosedAt">When it ended; null while open.</param>
/// <param name="Outcome">How it ended: one of <see cref="CaseOutcomes"/>; null while open.</param>
/// <param name="Tip">Where the audit chain ends.</param>
public sealed record CaseHead(
    string Id,
    string Service,
    string CatalogueVersion,
    string Agency,
    string BodyHash,
    CaseStatus Status,
    int Attempt,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? ClosedAt,
    string? Outcome,
    AuditTip Tip)
{
    /// <summary>The organization that took the case over; null as long as it is with the service's intake.</summary>
    public string? Responsible { get; init; }

    /// <summary>Whether anything may still happen to it.</summary>
    public bool IsOpen => Status is CaseStatus.Received or CaseStatus.InProgress;
}
