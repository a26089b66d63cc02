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
    private static readonly HashTreeShape s_shape = new(Depth, Label.Of("chorus/v2/ack-node"));

    private readonly HashTree _tree;

    /// <param name="statementHashes">1 to 64 of 32 bytes; the tree's leaves in this order.</param>
    /// <exception cref="ArgumentException">for another number, or a hash of another length.</exception>
    internal AcknowledgementTree(IReadOnlyList<byte[]> statementHashes)
    {
        if (statementHashes.Count is 0 or > Leaves || statementHashes.Any(hash => hash.Length != Digest.Length))
        {
            throw new ArgumentException($"1 to {Leaves} hashes of {Digest.Length} bytes are needed", nameof(statementHashes));
        }

        _tree = new(s_shape, [.. statementHashes.Select(hash => Leaf(hash))]);
    }

    /// <summary>32 bytes.</summary>
    internal byte[] Root => _tree.Root;

    /// <summary>Writes the siblings from the leaf at <paramref name="place"/> to the root, <see cref="PathLength"/> bytes.</summary>
    internal void WritePath(int place, ByteWriter writer) => _tree.WritePath(place, writer);

    /// <summary>The root of the tree in which a statement has this place and these siblings.</summary>
    /// <param name="place">0 to 63.</param>
    /// <param name="statementHash">SHA-256 of the statement.</param>
    /// <param name="path"><see cref="PathLength"/> bytes, from the leaf's sibling to the root's child.</param>
    internal static byte[] RootOf(int place, ReadOnlySpan<byte> statementHash, ReadOnlySpan<byte> path) => s_shape.RootOf(place, Leaf(statementHash), path);

    private static byte[] Leaf(ReadOnlySpan<byte> statementHash) => Digest.Sha256(s_leaf, statementHash);
}
