using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Workflows.Audit;

/// <summary>The hash chain of a case's audit records. Pure.</summary>
public static class AuditChain
{
    /// <summary>The end of an empty chain; two cases never share one, so that no record fits in another's chain.</summary>
    public static AuditTip Start(string caseId) => new(0, Hash("start", caseId));

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

    private static string HashOf(AuditRecord record) => Hash(
        record.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
        record.At.ToUniversalTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        record.Kind,
        record.Actor,
        record.Subject,
        record.Details,
        record.PreviousHash);

    // Each part goes in with its length: no two different records have the same bytes.
    private static string Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = new byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
