using Integration.Workflows.Consent;

namespace Integration.Workflows.Cases;

/// <summary>A case as an agency or operator sees it.</summary>
/// <param name="Id">The case.</param>
/// <param name="Service">The integrated service.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Attempt">The last attempt; 0 before the first.</param>
/// <param name="ReceivedAt">When it was stored.</param>
/// <param name="ClosedAt">When it ended; null while open.</param>
/// <param name="Outcome">How it ended; null while open.</param>
/// <param name="Steps">In the order that they were asked for.</param>
/// <param name="Determinations">The programs' answers so far.</param>
/// <param name="Referrals">The referrals so far.</param>
public sealed record CaseView(
    string Id,
    string Service,
    CaseStatus Status,
    int Attempt,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? ClosedAt,
    string? Outcome,
    IReadOnlyList<StepView> Steps,
    IReadOnlyList<DeterminationView> Determinations,
    IReadOnlyList<ReferralView> Referrals)
{
    /// <summary>The organization that is responsible for the case.</summary>
    public string? Responsible { get; init; }

    /// <summary>The person's decisions about consents, oldest first; the last of a purpose counts.</summary>
    public IReadOnlyList<ConsentRecord> Consents { get; init; } = [];

    /// <summary>What people are asked and have not answered.</summary>
    public IReadOnlyList<QuestionView> Questions { get; init; } = [];
}
