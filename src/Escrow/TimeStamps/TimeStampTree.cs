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
    private static readonly byte[] s_imprint = Label.Of("chorus/v1/timestamp");

    private static readonly HashTreeShape s_shape = new(Depth, Label.Of("chorus/v1/timestamp-node"));
    private static readonly Comparer<byte[]> s_byValue = Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private readonly byte[][] _leaves;
    private readonly HashTree _tree;

    /// <param name="leaves">1 to 4,096 different ones of <see cref="LeafOf"/>, in any order.</param>
    /// <exception cref="ArgumentException">another number.</exception>
    public TimeStampTree(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count is 0 or > Leaves)
        {
            throw new ArgumentException($"1 to {Leaves} leaves are needed", nameof(leaves));
        }

        _leaves = [.. leaves.Order(s_byValue)];
        _tree = new(s_shape, _leaves);
    }

    /// <summary>What the authority stamps, SHA-256.</summary>
    public byte[] Imprint => ImprintOf(_tree.Root);

    /// <summary>The leaf of a version.</summary>
    public static byte[] LeafOf(ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature) =>
        Digest.Sha256(s_leaf, Digest.Sha256(statement), signature);

    /// <summary>The stamp of the version with this leaf.</summary>
    /// <param name="leaf">one of this tree's.</param>
    /// <param name="token">the authority's, for <see cref="Imprint"/>.</param>
    public VersionStamp StampOf(byte[] leaf, byte[] token)
    {
        var place = Array.BinarySearch(_leaves, leaf, s_byValue);
        var path = new ByteWriter(PathLength);
        _tree.WritePath(place, path);
        return new(place, path.ToArray(), token);
    }

    internal static byte[] ImprintOf(ReadOnlySpan<byte> root) => Digest.Sha256(s_imprint, root);

    /// <summary>The root of the tree in which a leaf has this place and these siblings.</summary>
    internal static byte[] RootOf(int place, byte[] leaf, ReadOnlySpan<byte> path) => s_shape.RootOf(place, leaf, path);
}
