using System.Globalization;

namespace Integration.Workflows.Audit.Anchoring;

/// <summary>
/// The hash of an anchor as somebody outside the store was shown it: a log, an agency, a notary. It is what finds a store whose
/// anchors were all rewritten, or whose last ones were cut off.
/// </summary>
/// <param name="Sequence">The anchor's.</param>
/// <param name="Hash">The anchor's.</param>
public sealed record AnchorWitness(long Sequence, string Hash)
{
    /// <summary>As it is written and read: <c>sequence:hash</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");

    /// <summary>Reads <c>sequence:hash</c>.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AnchorWitness? witness)
    {
        witness = text?.Split(':') is [var sequence, var hash]
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            && AuditHash.IsWellFormed(hash)
                ? new(number, hash)
                : null;
        return witness is not null;
    }
}
