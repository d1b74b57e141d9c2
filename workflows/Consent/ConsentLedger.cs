namespace Integration.Workflows.Consent;

/// <summary>What the records of a case come to. Pure.</summary>
public static class ConsentLedger
{
    /// <summary>Whether there is consent to a purpose at a time; records made later do not count.</summary>
    public static ConsentState StateOf(
        IEnumerable<ConsentRecord> records, string purpose, DateTimeOffset at) => InForce(records, purpose, at) switch
    {
        null => ConsentState.Missing,
        { Decision: ConsentDecision.Decline } => ConsentState.Declined,
        { ExpiresAt: { } end } when end <= at => ConsentState.Expired,
        _ => ConsentState.Given,
    };

    /// <summary>The record that speaks for a purpose at a time, or null.</summary>
    public static ConsentRecord? InForce(IEnumerable<ConsentRecord> records, string purpose, DateTimeOffset at) =>
        records.Where(record => record.Purpose == purpose && record.At <= at).MaxBy(record => record.Sequence);
}
