using Chorus.Log.Merkle;
using Chorus.Sealing;

namespace Chorus.Log.Tiles;

/// <summary>A tree that is kept in tiles of its hashes.</summary>
/// <param name="size">entries in it.</param>
/// <param name="read">gives a tile's bytes, 32 for each hash; each is asked for once.</param>
internal sealed class TreeOfTiles(long size, Func<Tile, byte[]> read) : ISubtrees
{
    private readonly Dictionary<(int Level, long Index), byte[]> _tiles = [];

    internal byte[] Root => this.RootOfRange(0, size);

    public byte[] RootOf(int height, long index)
    {
        var (level, above) = (height / Tile.Height, height % Tile.Height);
        var first = index << above;
        var tile = TileAt(level, first >> Tile.Height);
        var nodes = new byte[1 << above][];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = tile.AsSpan((int)(first & (Tile.FullWidth - 1)) * Digest.Length + i * Digest.Length, Digest.Length).ToArray();
        }

        for (var count = nodes.Length; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                nodes[i] = TreeHash.Node(nodes[2 * i], nodes[2 * i + 1]);
            }
        }

        return nodes[0];
    }

    private byte[] TileAt(int level, long index)
    {
        if (!_tiles.TryGetValue((level, index), out var bytes))
        {
            var width = (int)Math.Min((size >> (Tile.Height * level)) - (index << Tile.Height), Tile.FullWidth);
            bytes = read(new(level, index, width));
            _tiles.Add((level, index), bytes);
        }

        return bytes;
    }
}
