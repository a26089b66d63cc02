using Chorus.Log.Merkle;
using Chorus.Sealing;

namespace Chorus.Log.Tiles;

/// <summary>Makes the tiles of a tree that grows, from the hashes of its leaves. It holds the right edge alone: at most 255 hashes of each level.</summary>
/// <param name="made">takes each tile as soon as it is full, and the others at <see cref="Flush"/>.</param>
internal sealed class TileBuilder(Action<Tile, byte[]> made)
{
    private readonly List<List<byte[]>> _edge = [];

    /// <summary>Leaves so far.</summary>
    internal long Size { get; private set; }

    /// <summary>The root over all so far.</summary>
    internal byte[] Root
    {
        get
        {
            // A tree of n leaves is complete trees, one for each bit of n, the largest leftmost, joined from the right.
            byte[]? right = null;
            foreach (var tree in CompleteTrees().Reverse())
            {
                right = right is null ? tree : TreeHash.Node(tree, right);
            }

            return right ?? TreeHash.Empty;
        }
    }

    /// <summary>Goes on where a tree of this size ended.</summary>
    /// <param name="size">of that tree.</param>
    /// <param name="read">gives the bytes of its last tiles.</param>
    /// <param name="made">as above.</param>
    internal static TileBuilder After(long size, Func<Tile, byte[]> read, Action<Tile, byte[]> made)
    {
        var builder = new TileBuilder(made) { Size = size };
        for (var level = 0; level < Tile.Levels && size >> (Tile.Height * level) > 0; level++)
        {
            var hashes = size >> (Tile.Height * level);
            var width = (int)(hashes & (Tile.FullWidth - 1));
            builder._edge.Add(width == 0 ? [] : [.. read(new(level, hashes >> Tile.Height, width)).Chunk(Digest.Length)]);
        }

        return builder;
    }

    internal void Add(byte[] leafHash)
    {
        Add(0, leafHash);
        Size++;
    }

    /// <summary>Gives the tiles that are not full.</summary>
    internal void Flush()
    {
        for (var level = 0; level < _edge.Count; level++)
        {
            if (_edge[level].Count > 0)
            {
                made(new(level, Tile.IndexAt(level, Size), _edge[level].Count), Joined(_edge[level]));
            }
        }
    }

    private void Add(int level, byte[] hash)
    {
        if (_edge.Count == level)
        {
            _edge.Add([]);
        }

        var edge = _edge[level];
        edge.Add(hash);
        if (edge.Count == Tile.FullWidth)
        {
            // Size counts what was there before this leaf, so it still is within this tile.
            made(new(level, Tile.IndexAt(level, Size), Tile.FullWidth), Joined(edge));
            Add(level + 1, Complete(edge, 0, edge.Count));
            edge.Clear();
        }
    }

    private IEnumerable<byte[]> CompleteTrees()
    {
        for (var level = _edge.Count - 1; level >= 0; level--)
        {
            var (edge, from) = (_edge[level], 0);
            for (var count = Tile.FullWidth / 2; count > 0; count /= 2)
            {
                if ((edge.Count & count) != 0)
                {
                    yield return Complete(edge, from, count);
                    from += count;
                }
            }
        }
    }

    private static byte[] Complete(List<byte[]> hashes, int from, int count) => count == 1
        ? hashes[from]
        : TreeHash.Node(Complete(hashes, from, count / 2), Complete(hashes, from + count / 2, count / 2));

    private static byte[] Joined(List<byte[]> hashes) => [.. hashes.SelectMany(h => h)];
}
