namespace Integration.Workflows.Catalogue;

/// <summary>One request of a plan to one participant.</summary>
/// <param name="Subject">The program or the referral; null for the identity step.</param>
/// <param name="Participant">Who carries it out.</param>
/// <param name="Topic">The Service Bus topic of the request.</param>
/// <param name="Purpose">What for: selects the agreement.</param>
/// <param name="Categories">The data categories sent along.</param>
/// <param name="RequiredLevel">Identity assurance needed, Pan-Canadian Trust Framework 1–4; null when the step asks for none.</param>
/// <param name="Deadline">Until when an answer is awaited; null for no limit.</param>
public sealed record PlannedTask(
    string? Subject,
    string Participant,
    string Topic,
    string Purpose,
    IReadOnlyList<string> Categories,
    int? RequiredLevel,
    TimeSpan? Deadline);
