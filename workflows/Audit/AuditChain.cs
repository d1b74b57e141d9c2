using System.Globalization;

namespace Integration.Workflows.Audit;

/// <summary>The hash chain of a case's audit records. Pure.</summary>
public static class AuditChain
{
    /// <summary>The end of an empty chain; two cases never share one, so that no record fits in another's chain.</summary>
    public static AuditTip Start(string caseId) => new(0, AuditHash.Of("start", caseId));

    /// <summary>The record that an entry becomes at the end of a chain.</summary>
    public static AuditRecord Append(AuditTip tip, AuditEntry entry)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(entry.At.ToUnixTimeMilliseconds());
        var record = new AuditRecord(tip.Sequence + 1, at, entry.Kind, entry.Actor, entry.Subject, entry.Details, tip.Hash, "");
        return record with { Hash = HashOf(record) };
    }

    /// <summary>The end of a chain after a record.</summary>
    public static AuditTip TipOf(AuditRecord record) => new(record.Sequence, record.Hash);

    /// <summary>Holds records, in the order of their sequence, against where the chain should end.</summary>
    public static AuditVerification Verify(string caseId, IEnumerable<AuditRecord> records, AuditTip end)
    {
        var tip = Start(caseId);
        foreach (var record in records)
        {
            if (record.Sequence != tip.Sequence + 1 || record.PreviousHash != tip.Hash || record.Hash != HashOf(record))
            {
                return new(false, tip.Sequence + 1);
            }

            tip = TipOf(record);
        }

        return tip == end ? new(true, null) : new(false, Math.Min(tip.Sequence, end.Sequence) + 1);
    }

    /// <summary>The hash that a record must have.</summary>
    internal static string HashOf(AuditRecord record) => AuditHash.Of(
        record.Sequence.ToString(CultureInfo.InvariantCulture),
        record.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        record.Kind,
        record.Actor,
        record.Subject,
        record.Details,
        record.PreviousHash);
}
