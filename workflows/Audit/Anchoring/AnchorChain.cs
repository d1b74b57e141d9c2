using System.Globalization;

namespace Integration.Workflows.Audit.Anchoring;

/// <summary>The hash chain of anchors. Pure.</summary>
public static class AnchorChain
{
    /// <summary>What the first anchor has for the hash of the one before.</summary>
    public static string Start { get; } = AuditHash.Of("anchors");

    /// <summary>The next anchor.</summary>
    /// <param name="last">The last one; null when there is none.</param>
    /// <param name="at">When the look over all cases began.</param>
    /// <param name="isComplete">
    /// Whether the anchors of this look hold all that had moved; when not, the next look goes as far back as this one.
    /// </param>
    /// <param name="tips">Well-formed, each case once, in any order.</param>
    public static SealedAnchor Append(AuditAnchor? last, DateTimeOffset at, bool isComplete, IEnumerable<AnchoredTip> tips)
    {
        var leaves = tips.OrderBy(tip => tip.CaseId, StringComparer.Ordinal).ToList();
        var time = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        var seenUntil = isComplete ? time : last?.SeenUntil ?? DateTimeOffset.UnixEpoch;
        var anchor = new AuditAnchor(
            (last?.Sequence ?? 0) + 1, time, seenUntil, last?.Hash ?? Start, RootOf(leaves), leaves.Count, "");
        return new(anchor with { Hash = HashOf(anchor) }, leaves);
    }

    /// <summary>The root of the tree over leaves.</summary>
    internal static string RootOf(IReadOnlyList<AnchoredTip> leaves) => MerkleTree.Root(Texts(leaves));

    /// <summary>The proof that a case's leaf is in an anchor; null when it has none there.</summary>
    internal static InclusionProof? Prove(IReadOnlyList<AnchoredTip> leaves, string caseId)
    {
        var index = leaves.Index().FirstOrDefault(leaf => leaf.Item.CaseId == caseId, (Index: -1, Item: null!)).Index;
        return index < 0 ? null : MerkleTree.Prove(Texts(leaves), index);
    }

    /// <summary>The hash that an anchor must have.</summary>
    internal static string HashOf(AuditAnchor anchor) => AuditHash.Of(
        "anchor",
        anchor.Sequence.ToString(CultureInfo.InvariantCulture),
        Time(anchor.At),
        Time(anchor.SeenUntil),
        anchor.PreviousHash,
        anchor.Root,
        anchor.Count.ToString(CultureInfo.InvariantCulture));

    private static List<string> Texts(IReadOnlyList<AnchoredTip> leaves) => [.. leaves.Select(leaf => leaf.ToString())];

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
