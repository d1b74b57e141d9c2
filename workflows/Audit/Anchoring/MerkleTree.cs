using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Workflows.Audit.Anchoring;

/// <summary>The Merkle tree of RFC 9162, section 2.1, with SHA-256 over leaves in UTF-8. Pure.</summary>
public static class MerkleTree
{
    // A leaf never has the hash of a node.
    private const byte LeafMark = 0;
    private const byte NodeMark = 1;

    /// <summary>The root, lower-case hex; the hash of nothing when there is no leaf.</summary>
    public static string Root(IReadOnlyList<string> leaves) => Convert.ToHexStringLower(RootOf(HashesOf(leaves)));

    /// <summary>The proof that the leaf at an index is in the tree.</summary>
    public static InclusionProof Prove(IReadOnlyList<string> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        var path = new List<string>();
        AddPath(path, HashesOf(leaves), index);
        return new(index, leaves.Count, path);
    }

    /// <summary>Whether a proof shows that a leaf is in the tree with a root.</summary>
    public static bool Proves(InclusionProof proof, string leaf, string root)
    {
        if (proof.Index < 0 || proof.Index >= proof.Count || !proof.Path.All(AuditHash.IsWellFormed))
        {
            return false;
        }

        var (at, last) = (proof.Index, proof.Count - 1);
        var hash = LeafHash(leaf);
        foreach (var sibling in proof.Path.Select(Convert.FromHexString))
        {
            if (last == 0)
            {
                return false;
            }

            if (int.IsOddInteger(at) || at == last)
            {
                hash = NodeHash(sibling, hash);
                var levels = at == 0 ? 0 : BitOperations.TrailingZeroCount(at);
                (at, last) = (at >> levels, last >> levels);
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && Convert.ToHexStringLower(hash) == root;
    }

    private static byte[][] HashesOf(IReadOnlyList<string> leaves) => [.. leaves.Select(LeafHash)];

    private static byte[] RootOf(ReadOnlySpan<byte[]> hashes) => hashes.Length switch
    {
        0 => SHA256.HashData([]),
        1 => hashes[0],
        _ => NodeHash(RootOf(hashes[..SplitOf(hashes.Length)]), RootOf(hashes[SplitOf(hashes.Length)..])),
    };

    private static void AddPath(List<string> path, ReadOnlySpan<byte[]> hashes, int index)
    {
        if (hashes.Length == 1)
        {
            return;
        }

        var split = SplitOf(hashes.Length);
        var left = hashes[..split];
        var right = hashes[split..];
        AddPath(path, index < split ? left : right, index < split ? index : index - split);
        path.Add(Convert.ToHexStringLower(RootOf(index < split ? right : left)));
    }

    // The largest power of two that is smaller.
    private static int SplitOf(int count) => 1 << BitOperations.Log2((uint)(count - 1));

    private static byte[] LeafHash(string leaf) => SHA256.HashData([LeafMark, .. Encoding.UTF8.GetBytes(leaf)]);

    private static byte[] NodeHash(byte[] left, byte[] right) => SHA256.HashData([NodeMark, .. left, .. right]);
}
