using Chorus.Sealing;

namespace Chorus.Escrow.TimeStamps;

/// <summary>
/// The Merkle tree over the versions that are time-stamped at once (docs/formats/timestamp.md): always 4,096 leaves, in order of their value,
/// so that a place tells nothing of when its version came. One token stamps them all.
/// </summary>
public sealed class TimeStampTree
{
    /// <summary>Versions that one token can stamp.</summary>
    public const int Leaves = 1 << Depth;

    internal const int Depth = 12;

    internal const int PathLength = Depth * Digest.Length;

    private static readonly byte[] s_leaf = Label.Of("chorus/v1/timestamp-leaf");
    private static readonly byte[] s_node = Label.Of("chorus/v1/timestamp-node");
    private static readonly byte[] s_imprint = Label.Of("chorus/v1/timestamp");

    // The root of a tree of each height in which no leaf is used.
    private static readonly byte[][] s_unused = Unused();

    // The used nodes of each height, leaves first; to the right of them all are unused.
    private readonly byte[][][] _levels = new byte[Depth + 1][][];

    /// <param name="leaves">1 to 4,096 different ones of <see cref="LeafOf"/>, in any order.</param>
    /// <exception cref="ArgumentException">another number.</exception>
    public TimeStampTree(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count is 0 or > Leaves)
        {
            throw new ArgumentException($"1 to {Leaves} leaves are needed", nameof(leaves));
        }

        _levels[0] = [.. leaves.Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
        for (var height = 0; height < Depth; height++)
        {
            var below = _levels[height];
            _levels[height + 1] = [.. Enumerable.Range(0, (below.Length + 1) / 2).Select(i => Node(below[2 * i], At(height, 2 * i + 1)))];
        }
    }

    /// <summary>What the authority stamps, SHA-256.</summary>
    public byte[] Imprint => ImprintOf(_levels[Depth][0]);

    /// <summary>The leaf of a version.</summary>
    public static byte[] LeafOf(ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature) =>
        Digest.Sha256(s_leaf, Digest.Sha256(statement), signature);

    /// <summary>The stamp of the version with this leaf.</summary>
    /// <param name="leaf">one of this tree's.</param>
    /// <param name="token">the authority's, for <see cref="Imprint"/>.</param>
    public VersionStamp StampOf(byte[] leaf, byte[] token)
    {
        var place = Array.BinarySearch(_levels[0], leaf, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        var path = new ByteWriter(PathLength);
        for (var height = 0; height < Depth; height++)
        {
            path.Bytes(At(height, (place >> height) ^ 1));
        }

        return new(place, path.ToArray(), token);
    }

    internal static byte[] ImprintOf(ReadOnlySpan<byte> root) => Digest.Sha256(s_imprint, root);

    /// <summary>The root of the tree in which a leaf has this place and these siblings.</summary>
    internal static byte[] RootOf(int place, byte[] leaf, ReadOnlySpan<byte> path)
    {
        var node = leaf;
        for (var height = 0; height < Depth; height++)
        {
            var sibling = path.Slice(height * Digest.Length, Digest.Length);
            node = (place >> height & 1) == 0 ? Node(node, sibling) : Node(sibling, node);
        }

        return node;
    }

    private byte[] At(int height, int place) => place < _levels[height].Length ? _levels[height][place] : s_unused[height];

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
