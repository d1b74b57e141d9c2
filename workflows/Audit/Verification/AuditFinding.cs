using System.Globalization;
using System.Text;

namespace Integration.Workflows.Audit.Verification;

/// <summary>One thing that is wrong with what is stored.</summary>
/// <param name="Kind">What.</param>
/// <param name="CaseId">The case; null when it is about anchors alone.</param>
/// <param name="Record">The place in the case's chain, from 1; null when it has none.</param>
/// <param name="Anchor">The anchor's sequence; null when no anchor says so.</param>
/// <param name="Detail">What was found there.</param>
public sealed record AuditFinding(AuditFindingKind Kind, string? CaseId, long? Record, long? Anchor, string Detail)
{
    /// <summary>One line: where, and what.</summary>
    public override string ToString()
    {
        var line = new StringBuilder();
        Add(line, "case", CaseId);
        Add(line, "record", Record?.ToString(CultureInfo.InvariantCulture));
        Add(line, "anchor", Anchor?.ToString(CultureInfo.InvariantCulture));
        return line.Append(CultureInfo.InvariantCulture, $": {Detail}").ToString();
    }

    private static void Add(StringBuilder line, string what, string? which)
    {
        if (which is not null)
        {
            line.Append(line.Length > 0 ? ", " : "").Append(what).Append(' ').Append(which);
        }
    }
}
