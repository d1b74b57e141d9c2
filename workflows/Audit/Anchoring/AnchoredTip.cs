using System.Globalization;

namespace Integration.Workflows.Audit.Anchoring;

/// <summary>Where the audit chain of a case ended when it was anchored: a leaf of the anchor's Merkle tree.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Sequence">Of its last record.</param>
/// <param name="Hash">Of its last record.</param>
public sealed record AnchoredTip(string CaseId, long Sequence, string Hash)
{
    private const char Separator = '|';

    /// <summary>Whether it can be the end of a chain at all; only such are anchored.</summary>
    public bool IsWellFormed => Integration.Workflows.Cases.CaseId.IsWellFormed(CaseId) && Sequence >= 0 && AuditHash.IsWellFormed(Hash);

    /// <summary>The leaf as it is hashed, in UTF-8, and stored: <c>case|sequence|hash</c>. At most 112 characters.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{CaseId}{Separator}{Sequence}{Separator}{Hash}");

    /// <summary>Reads a leaf as it was stored; null when it has another form.</summary>
    internal static AnchoredTip? Parse(string text) =>
        text.Split(Separator) is [var id, var sequence, var hash]
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(id, number, hash)
            : null;
}
