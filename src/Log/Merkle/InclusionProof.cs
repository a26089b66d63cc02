using Chorus.Sealing;

namespace Chorus.Log.Merkle;

/// <summary>That an entry is in a tree: RFC 6962, section 2.1.1; checked by the algorithm of RFC 9162, section 2.1.3.2, which shares no code with the making.</summary>
internal static class InclusionProof
{
    /// <param name="subtrees">of the tree.</param>
    /// <param name="index">of the entry, below <paramref name="size"/>.</param>
    /// <param name="size">of the tree.</param>
    /// <returns>from the entry's sibling up; at most 63 hashes.</returns>
    internal static IReadOnlyList<byte[]> Of(ISubtrees subtrees, long index, long size)
    {
        var proof = new List<byte[]>();
        var (start, count) = (0L, size);
        while (count > 1)
        {
            var left = TreeShape.Left(count);
            var isLeft = index - start < left;
            proof.Add(isLeft ? subtrees.RootOfRange(start + left, count - left) : subtrees.RootOfRange(start, left));
            (start, count) = isLeft ? (start, left) : (start + left, count - left);
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>Whether a proof leads from a leaf's hash to a root.</summary>
    internal static bool Holds(IReadOnlyList<byte[]> proof, long index, long size, ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (at, last) = (index, size - 1);
        var hash = leaf.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                hash = TreeHash.Node(sibling, hash);
                while ((at & 1) == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                hash = TreeHash.Node(hash, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && Digest.FixedTimeEquals(hash, root);
    }
}
