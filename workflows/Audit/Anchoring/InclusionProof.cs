namespace Integration.Workflows.Audit.Anchoring;

/// <summary>Shows that a leaf is in a Merkle tree (RFC 9162, 2.1.3), without the other leaves.</summary>
/// <param name="Index">The leaf's place, from 0.</param>
/// <param name="Count">How many leaves the tree has.</param>
/// <param name="Path">The hashes to join with, from the leaf to the root; lower-case hex.</param>
public sealed record InclusionProof(int Index, int Count, IReadOnlyList<string> Path);
