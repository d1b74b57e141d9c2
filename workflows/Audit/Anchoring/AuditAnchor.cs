namespace Integration.Workflows.Audit.Anchoring;

/// <summary>
/// Holds the ends of many cases' audit chains together, and itself to the anchors before it: to rewrite one case, every anchor from
/// then on has to be rewritten, and all who were shown one of their hashes can tell.
/// </summary>
/// <param name="Sequence">1 for the first.</param>
/// <param name="At">When the look over all cases began, UTC, to the millisecond.</param>
/// <param name="SeenUntil">Every change of a case before this time is in this anchor or an earlier one.</param>
/// <param name="PreviousHash">The hash of the anchor before.</param>
/// <param name="Root">Root of the Merkle tree (RFC 9162, 2.1, with SHA-256) over the leaves, by case id; lower-case hex.</param>
/// <param name="Count">How many leaves: the cases whose chains have grown since they were last anchored.</param>
/// <param name="Hash">SHA-256, lower-case hex, over all of the above.</param>
public sealed record AuditAnchor(
    long Sequence, DateTimeOffset At, DateTimeOffset SeenUntil, string PreviousHash, string Root, int Count, string Hash);
