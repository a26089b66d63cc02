using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// The Merkle tree over the statements that a trustee acknowledges at once (docs/formats/deposit.md, "Acknowledgement"): always 64 leaves,
/// of which the first are used. Its depth is fixed and leaves and nodes have labels of their own, so no node passes for a leaf.
/// </summary>
internal sealed class AcknowledgementTree
{
    internal const int Depth = 6;

    internal const int Leaves = 1 << Depth;

    /// <summary>Bytes of the siblings from a leaf to the root.</summary>
    internal const int PathLength = Depth * Digest.Length;

    private static readonly byte[] s_leaf = Label.Of("chorus/v2/ack-leaf");
    private static readonly byte[] s_node = Label.Of("chorus/v2/ack-node");

    // The root of a tree of each height in which no leaf is used.
    private static readonly byte[][] s_unused = Unused();

    // The used nodes of each height, leaves first; to the right of them all are unused.
    private readonly byte[][][] _levels = new byte[Depth + 1][][];

    /// <param name="statementHashes">1 to 64 of 32 bytes; the tree's leaves in this order.</param>
    /// <exception cref="ArgumentException">for another number, or a hash of another length.</exception>
    internal AcknowledgementTree(IReadOnlyList<byte[]> statementHashes)
    {
        if (statementHashes.Count is 0 or > Leaves || statementHashes.Any(hash => hash.Length != Digest.Length))
        {
            throw new ArgumentException($"1 to {Leaves} hashes of {Digest.Length} bytes are needed", nameof(statementHashes));
        }

        _levels[0] = [.. statementHashes.Select(hash => Leaf(hash))];
        for (var height = 0; height < Depth; height++)
        {
            _levels[height + 1] = new byte[(_levels[height].Length + 1) / 2][];
            for (var i = 0; i < _levels[height + 1].Length; i++)
            {
                _levels[height + 1][i] = Node(At(height, 2 * i), At(height, 2 * i + 1));
            }
        }
    }

    /// <summary>32 bytes.</summary>
    internal byte[] Root => _levels[Depth][0];

    /// <summary>Writes the siblings from the leaf at <paramref name="place"/> to the root, <see cref="PathLength"/> bytes.</summary>
    internal void WritePath(int place, ByteWriter writer)
    {
        for (var height = 0; height < Depth; height++)
        {
            writer.Bytes(At(height, (place >> height) ^ 1));
        }
    }

    /// <summary>The root of the tree in which a statement has this place and these siblings.</summary>
    /// <param name="place">0 to 63.</param>
    /// <param name="statementHash">SHA-256 of the statement.</param>
    /// <param name="path"><see cref="PathLength"/> bytes, from the leaf's sibling to the root's child.</param>
    internal static byte[] RootOf(int place, ReadOnlySpan<byte> statementHash, ReadOnlySpan<byte> path)
    {
        var node = Leaf(statementHash);
        for (var height = 0; height < Depth; height++)
        {
            var sibling = path.Slice(height * Digest.Length, Digest.Length);
            node = (place >> height & 1) == 0 ? Node(node, sibling) : Node(sibling, node);
        }

        return node;
    }

    private byte[] At(int height, int place) => place < _levels[height].Length ? _levels[height][place] : s_unused[height];

    private static byte[] Leaf(ReadOnlySpan<byte> statementHash) => Digest.Sha256(s_leaf, statementHash);

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Digest.Sha256(s_node, left, right);

    private static byte[][] Unused()
    {
        var unused = new byte[Depth][];
        unused[0] = new byte[Digest.Length];
        for (var height = 1; height < Depth; height++)
        {
            unused[height] = Node(unused[height - 1], unused[height - 1]);
        }

        return unused;
    }
}
