namespace Chorus.Log.Merkle;

/// <summary>Where the roots of the complete subtrees of a tree are to be had.</summary>
internal interface ISubtrees
{
    /// <summary>The root over the leaves from <paramref name="index"/> * 2^<paramref name="height"/> on, 2^<paramref name="height"/> of them: 32 bytes.</summary>
    byte[] RootOf(int height, long index);
}

internal static class SubtreesExtensions
{
    /// <summary>MTH(D[start:start+count]) of RFC 6962, for the ranges into which that divides a tree.</summary>
    /// <param name="subtrees">of the tree.</param>
    /// <param name="start">a multiple of the power of two at or above <paramref name="count"/>.</param>
    /// <param name="count">0 or more; all within the tree.</param>
    internal static byte[] RootOfRange(this ISubtrees subtrees, long start, long count)
    {
        if (count == 0)
        {
            return TreeHash.Empty;
        }

        if (TreeShape.IsComplete(count))
        {
            var height = TreeShape.Height(count);
            return subtrees.RootOf(height, start >> height);
        }

        var left = TreeShape.Left(count);
        return TreeHash.Node(subtrees.RootOfRange(start, left), subtrees.RootOfRange(start + left, count - left));
    }
}
