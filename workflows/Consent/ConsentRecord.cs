namespace Integration.Workflows.Consent;

/// <summary>
/// One decision of the person about one purpose. Never changed: a later record of the same purpose takes its place, as the Pan-Canadian
/// Trust Framework's CORG.01 and CORG.02 have it.
/// </summary>
/// <param name="Sequence">1 for the case's first.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Decision">Yes or no.</param>
/// <param name="At">When it was taken.</param>
/// <param name="By">The client that brought it.</param>
/// <param name="Channel"><c>online</c>, <c>telephone</c> or <c>in-person</c>.</param>
/// <param name="NoticeVersion">The version of the notice that the person was shown.</param>
/// <param name="Language">The language that it was shown in: <c>en</c> or <c>fr</c>.</param>
/// <param name="ExpiresAt">When a yes ends by itself; null for never, and for a no.</param>
public sealed record ConsentRecord(
    int Sequence,
    string Purpose,
    ConsentDecision Decision,
    DateTimeOffset At,
    string By,
    string Channel,
    string NoticeVersion,
    string Language,
    DateTimeOffset? ExpiresAt);
