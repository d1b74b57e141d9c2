using CsCheck;
using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Tests.Audit.Anchoring;

public sealed class MerkleTreeTests
{
    private static readonly Gen<List<string>> Leaves = Gen.String.HashSet[1, 40].Select(leaves => leaves.ToList());

    /// <summary>The test vectors that Certificate Transparency implementations share.</summary>
    [Fact]
    public void Roots_are_those_of_RFC_9162()
    {
        string[] leaves = ["", "\0", "\u0010", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno"];
        string[] roots =
        [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];

        Enumerable.Range(0, 9).Select(count => MerkleTree.Root(leaves[..count])).ShouldBe(roots);
    }

    [Fact]
    public void Any_changed_leaf_changes_the_root() =>
        Gen.Select(Leaves, Gen.Int[0, 39]).Sample((leaves, place) =>
        {
            var root = MerkleTree.Root(leaves);
            leaves[place % leaves.Count] += "x";
            return MerkleTree.Root(leaves) != root;
        });

    [Fact]
    public void A_leaf_that_is_removed_or_added_changes_the_root() =>
        Gen.Select(Leaves, Gen.Int[0, 39]).Sample((leaves, place) =>
        {
            var root = MerkleTree.Root(leaves);
            List<string> longer = [.. leaves, leaves[place % leaves.Count]];
            leaves.RemoveAt(place % leaves.Count);
            return MerkleTree.Root(leaves) != root && MerkleTree.Root(longer) != root;
        });

    [Fact]
    public void Two_leaves_that_change_places_change_the_root() =>
        Gen.Select(Leaves, Gen.Int[0, 39], Gen.Int[0, 39]).Sample((leaves, one, other) =>
        {
            var (first, second) = (one % leaves.Count, other % leaves.Count);
            var root = MerkleTree.Root(leaves);
            (leaves[first], leaves[second]) = (leaves[second], leaves[first]);
            return (MerkleTree.Root(leaves) == root) == (first == second);
        });

    [Fact]
    public void Every_leaf_can_be_proven() =>
        Leaves.Sample(leaves => leaves.Index().All(leaf =>
            MerkleTree.Proves(MerkleTree.Prove(leaves, leaf.Index), leaf.Item, MerkleTree.Root(leaves))));

    [Fact]
    public void No_proof_proves_another_leaf_place_size_or_root() =>
        Gen.Select(Leaves, Gen.Int[0, 39], Gen.Int[1, 39]).Sample((leaves, place, step) =>
        {
            var index = place % leaves.Count;
            var (proof, root) = (MerkleTree.Prove(leaves, index), MerkleTree.Root(leaves));
            var elsewhere = proof with { Index = (index + step) % leaves.Count };
            return !MerkleTree.Proves(proof, leaves[index] + "x", root)
                && !MerkleTree.Proves(proof, leaves[index], MerkleTree.Root([.. leaves, "x"]))
                && (elsewhere == proof || !MerkleTree.Proves(elsewhere, leaves[index], root))
                && !MerkleTree.Proves(proof with { Index = proof.Count }, leaves[index], root)
                && !MerkleTree.Proves(proof with { Path = [.. proof.Path, root] }, leaves[index], root)
                && (proof.Path.Count == 0 || !MerkleTree.Proves(proof with { Path = [.. proof.Path.Skip(1)] }, leaves[index], root))
                && !MerkleTree.Proves(proof with { Path = [.. proof.Path, "not a hash"] }, leaves[index], root);
        });
}
