using Chorus.Log.Merkle;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Log;

/// <summary>What a proof proves, and that nothing else passes for one.</summary>
public sealed class ProofTests
{
    private const int Most = 300;
    private static readonly Leaves s_tree = Leaves.Numbered(Most);

    // Sizes, with an older one below each.
    private static readonly Gen<(int Size, int Below)> s_sizes = Gen.Int[1, Most].SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1]));

    [Theory]
    // The trees over eight inputs that implementations of RFC 6962 have compared since Certificate Transparency's first.
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roots_are_those_that_others_compute(int size, string root)
    {
        string[] inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        ISubtrees tree = new Leaves([.. inputs.Select(i => TreeHash.Leaf(Convert.FromHexString(i)))]);
        Convert.ToHexStringLower(tree.RootOfRange(0, size)).ShouldBe(root);
    }

    [Fact]
    public void Every_tree_is_proven_to_continue_every_one_before() => s_sizes.Sample((size, before) =>
    {
        var proof = before == 0 ? [] : ConsistencyProof.Of(s_tree, before, size);
        ConsistencyProof.Holds(proof, before, size, s_tree.Root(before), s_tree.Root(size)).ShouldBeTrue();
        ConsistencyProof.Holds([], size, size, s_tree.Root(size), s_tree.Root(size)).ShouldBeTrue();
    });

    [Fact]
    public void A_tree_that_changed_or_lost_an_entry_is_proven_to_continue_nothing() => Gen.Select(s_sizes, Gen.Int[0, Most - 1], Gen.Int[0, 255]).Sample((sizes, at, flip) =>
    {
        var (size, before) = sizes;
        if (before == 0)
        {
            return;
        }

        // The same numbers with one entry of the older tree changed, and with one left out.
        foreach (var forked in new[] { Changed(at % before), Without(at % before) })
        {
            var (root, old) = (forked.Root(size), s_tree.Root(before));
            foreach (var proof in new[] { ConsistencyProof.Of(forked, before, size), ConsistencyProof.Of(s_tree, before, size) })
            {
                ConsistencyProof.Holds(proof, before, size, old, root).ShouldBeFalse();
            }
        }

        var honest = ConsistencyProof.Of(s_tree, before, size);
        ConsistencyProof.Holds([.. honest, s_tree[0]], before, size, s_tree.Root(before), s_tree.Root(size)).ShouldBeFalse();
        ConsistencyProof.Holds(honest.SkipLast(1).ToArray(), before, size, s_tree.Root(before), s_tree.Root(size)).ShouldBeFalse();
        ConsistencyProof.Holds([honest[0][..31], .. honest.Skip(1)], before, size, s_tree.Root(before), s_tree.Root(size)).ShouldBeFalse();
        ConsistencyProof.Holds(Flipped(honest, flip), before, size, s_tree.Root(before), s_tree.Root(size)).ShouldBeFalse();
        ConsistencyProof.Holds(honest, size, before, s_tree.Root(size), s_tree.Root(before)).ShouldBeFalse();
    });

    [Fact]
    public void A_proof_whose_hashes_have_other_lengths_proves_nothing()
    {
        // Three entries and a fourth: what both roots are made of, with the border between two hashes moved by a byte.
        var (one, two, three, four) = (s_tree[0], s_tree[1], s_tree[2], TreeHash.Leaf("forged"u8));
        var left = TreeHash.Node(one, two);
        var old = TreeHash.Node(left, three);
        byte[] moved = [.. three, four[0]];
        var rest = four.Skip(1).ToArray();
        var root = TreeHash.Node(left, TreeHash.Node(moved, rest));
        ConsistencyProof.Holds([three, four, left], 3, 4, old, TreeHash.Node(left, TreeHash.Node(three, four))).ShouldBeTrue();
        ConsistencyProof.Holds([moved, rest, left], 3, 4, old, root).ShouldBeFalse();
        ConsistencyProof.Holds([three, [.. four, 0], left], 3, 4, old, TreeHash.Node(left, TreeHash.Node(three, [.. four, 0]))).ShouldBeFalse();
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData((1L << 62) + 1, 1L << 62)]
    [InlineData(long.MaxValue, 1L << 62)]
    public void A_tree_of_any_size_is_divided_at_the_largest_power_of_two_below_it(long size, long left) => TreeShape.Left(size).ShouldBe(left);

    private static Leaves Changed(int at) => new([.. Enumerable.Range(0, Most).Select(i => i == at ? TreeHash.Leaf("other"u8) : s_tree[i])]);

    private static Leaves Without(int at) => new([.. Enumerable.Range(0, Most).Where(i => i != at).Select(i => s_tree[i]), TreeHash.Leaf("added"u8)]);

    private static byte[][] Flipped(IReadOnlyList<byte[]> proof, int bit)
    {
        var copy = proof.Select(h => h.ToArray()).ToArray();
        copy[bit % copy.Length][bit / 8] ^= (byte)(1 << (bit & 7));
        return copy;
    }
}
