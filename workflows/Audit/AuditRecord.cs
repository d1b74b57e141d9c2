namespace Integration.Workflows.Audit;

/// <summary>A link of a case's audit chain.</summary>
/// <param name="Sequence">1 for the first.</param>
/// <param name="At">When it happened, UTC, to the millisecond.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Details">Further facts, as JSON.</param>
/// <param name="PreviousHash">The hash of the record before.</param>
/// <param name="Hash">SHA-256, lower-case hex, over all of the above.</param>
public sealed record AuditRecord(
    long Sequence,
    DateTimeOffset At,
    string Kind,
    string Actor,
    string Subject,
    string Details,
    string PreviousHash,
    string Hash);
