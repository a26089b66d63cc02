using Chorus.Log.Merkle;

namespace Chorus.Unit.Tests.Log;

/// <summary>A tree held whole, its roots computed straight from the definition in RFC 6962, section 2.1.</summary>
internal sealed class Leaves(IReadOnlyList<byte[]> hashes) : ISubtrees
{
    /// <summary>Entries 0, 1, 2 and so on, each in two bytes.</summary>
    internal static Leaves Numbered(int count, int from = 0) => new([.. Enumerable.Range(from, count).Select(Number).Select(e => TreeHash.Leaf(e))]);

    internal static byte[] Number(int i) => [(byte)(i >> 8), (byte)i];

    internal byte[] this[int index] => hashes[index];

    internal byte[] Root(int size) => Range(0, size);

    public byte[] RootOf(int height, long index) => Range((int)index << height, 1 << height);

    private byte[] Range(int start, int count)
    {
        if (count < 2)
        {
            return count == 0 ? TreeHash.Empty : hashes[start];
        }

        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return TreeHash.Node(Range(start, left), Range(start + left, count - left));
    }
}
