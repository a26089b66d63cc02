using Chorus.Sealing;

namespace Chorus.Escrow;

/// <summary>
/// A Merkle tree of SHA-256 over leaves of which the first are used: its depth is fixed and its nodes have a label of their own, so that no node
/// passes for a leaf that is made under another label.
/// </summary>
internal sealed class HashTree
{
    private readonly HashTreeShape _shape;

    // The used nodes of each height, leaves first; to the right of them all are unused.
    private readonly byte[][][] _levels;

    /// <param name="shape">depth and label.</param>
    /// <param name="leaves">the used ones, 1 to 2^depth of 32 bytes.</param>
    internal HashTree(HashTreeShape shape, byte[][] leaves)
    {
        (_shape, _levels) = (shape, new byte[shape.Depth + 1][][]);
        _levels[0] = leaves;
        for (var height = 0; height < shape.Depth; height++)
        {
            _levels[height + 1] = new byte[(_levels[height].Length + 1) / 2][];
            for (var i = 0; i < _levels[height + 1].Length; i++)
            {
                _levels[height + 1][i] = shape.Node(At(height, 2 * i), At(height, 2 * i + 1));
            }
        }
    }

    /// <summary>32 bytes.</summary>
    internal byte[] Root => _levels[_shape.Depth][0];

    /// <summary>Writes the siblings from the leaf at <paramref name="place"/> to the root, <see cref="HashTreeShape.PathLength"/> bytes.</summary>
    internal void WritePath(int place, ByteWriter writer)
    {
        for (var height = 0; height < _shape.Depth; height++)
        {
            writer.Bytes(At(height, (place >> height) ^ 1));
        }
    }

    private byte[] At(int height, int place) => place < _levels[height].Length ? _levels[height][place] : _shape.Unused(height);
}

/// <summary>What all trees of one use have in common.</summary>
internal sealed class HashTreeShape
{
    private readonly byte[] _label;

    // The root of a tree of each height in which no leaf is used.
    private readonly byte[][] _unused;

    /// <param name="depth">from the leaves to the root.</param>
    /// <param name="nodeLabel">of <see cref="Label"/>.</param>
    internal HashTreeShape(int depth, byte[] nodeLabel)
    {
        (Depth, _label, _unused) = (depth, nodeLabel, new byte[depth][]);
        _unused[0] = new byte[Digest.Length];
        for (var height = 1; height < depth; height++)
        {
            _unused[height] = Node(_unused[height - 1], _unused[height - 1]);
        }
    }

    internal int Depth { get; }

    internal int PathLength => Depth * Digest.Length;

    /// <summary>The root of the tree in which a leaf has this place and these siblings.</summary>
    /// <param name="place">0 to 2^depth - 1.</param>
    /// <param name="leaf">32 bytes.</param>
    /// <param name="path"><see cref="PathLength"/> bytes, from the leaf's sibling to the root's child.</param>
    internal byte[] RootOf(int place, byte[] leaf, ReadOnlySpan<byte> path)
    {
        var node = leaf;
        for (var height = 0; height < Depth; height++)
        {
            var sibling = path.Slice(height * Digest.Length, Digest.Length);
            node = (place >> height & 1) == 0 ? Node(node, sibling) : Node(sibling, node);
        }

        return node;
    }

    internal byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Digest.Sha256(_label, left, right);

    internal byte[] Unused(int height) => _unused[height];
}
