using System.Globalization;

namespace Chorus.Log.Tiles;

/// <summary>A part of a log's tree, or of its entries, that is one file (C2SP tlog-tiles).</summary>
/// <param name="Level">0 for the hashes of leaves; each hash of a level above is the root of a full tile below. <see cref="Entries"/> for the entries themselves.</param>
/// <param name="Index">from the left.</param>
/// <param name="Width">hashes or entries in it, 1 to 256; fewer than 256 only at the right end.</param>
internal readonly record struct Tile(int Level, long Index, int Width)
{
    internal const int Height = 8;

    internal const int FullWidth = 1 << Height;

    /// <summary>Of a tree of up to 2^63 - 1 entries.</summary>
    internal const int Levels = 8;

    internal const int Entries = -1;

    internal bool IsFull => Width == FullWidth;

    /// <summary>The tile of a level into which the hash of this entry goes.</summary>
    internal static long IndexAt(int level, long entry) => level + 1 == Levels ? 0 : entry >> (Height * (level + 1));

    /// <summary>Where it lies below a log's folder: tile/0/x001/x234/067.p/5.</summary>
    internal string Path
    {
        get
        {
            var number = Index.ToString("D3", CultureInfo.InvariantCulture);
            var parts = number.PadLeft((number.Length + 2) / 3 * 3, '0').Chunk(3).Select(digits => new string(digits)).ToArray();
            var index = string.Join('/', [.. parts[..^1].Select(digits => $"x{digits}"), parts[^1]]);
            var level = Level == Entries ? "entries" : Level.ToString(CultureInfo.InvariantCulture);
            return IsFull ? $"tile/{level}/{index}" : string.Create(CultureInfo.InvariantCulture, $"tile/{level}/{index}.p/{Width}");
        }
    }

    /// <summary>The tiles of one level in a tree of this size, from the left.</summary>
    /// <param name="level">0 to 7, or <see cref="Entries"/>.</param>
    /// <param name="size">entries.</param>
    internal static IEnumerable<Tile> Of(int level, long size)
    {
        var hashes = size >> (Height * Math.Max(level, 0));
        for (var index = 0L; index < hashes >> Height; index++)
        {
            yield return new(level, index, FullWidth);
        }

        if ((int)(hashes & (FullWidth - 1)) is > 0 and var width)
        {
            yield return new(level, hashes >> Height, width);
        }
    }
}
