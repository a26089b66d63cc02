using Chorus.Sealing;

namespace Chorus.Log.Merkle;

/// <summary>
/// That a tree is an older one with entries added behind it, none removed and none changed: RFC 6962, section 2.1.2; checked by the algorithm
/// of RFC 9162, section 2.1.4.2, which shares no code with the making.
/// </summary>
internal static class ConsistencyProof
{
    /// <param name="subtrees">of the newer tree.</param>
    /// <param name="before">size of the older tree, 1 to <paramref name="size"/>.</param>
    /// <param name="size">of the newer tree.</param>
    /// <returns>none where both have one size; at most 64 hashes.</returns>
    internal static IReadOnlyList<byte[]> Of(ISubtrees subtrees, long before, long size)
    {
        var proof = new List<byte[]>();
        var (start, count, old, isWhole) = (0L, size, before, true);
        while (old != count)
        {
            var left = TreeShape.Left(count);
            if (old <= left)
            {
                proof.Add(subtrees.RootOfRange(start + left, count - left));
                count = left;
            }
            else
            {
                proof.Add(subtrees.RootOfRange(start, left));
                (start, count, old, isWhole) = (start + left, count - left, old - left, false);
            }
        }

        if (!isWhole)
        {
            proof.Add(subtrees.RootOfRange(start, count));
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>Whether a proof leads from both roots to one tree. Every tree continues the empty one; nothing has to be proven of that.</summary>
    internal static bool Holds(IReadOnlyList<byte[]> proof, long before, long size, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> root)
    {
        // A hash of another length would move the border between two children, which their node does not fix.
        if (before < 0 || before > size || proof.Any(h => h.Length != Digest.Length))
        {
            return false;
        }

        if (before == 0)
        {
            return proof.Count == 0 && Digest.FixedTimeEquals(oldRoot, TreeHash.Empty);
        }

        if (before == size)
        {
            return proof.Count == 0 && Digest.FixedTimeEquals(oldRoot, root);
        }

        // An older tree that is complete is a node of the newer one, so the proof leaves it out.
        IEnumerable<byte[]> whole = TreeShape.IsComplete(before) ? [oldRoot.ToArray(), .. proof] : proof;
        var (at, last) = (before - 1, size - 1);
        while ((at & 1) == 1)
        {
            (at, last) = (at >> 1, last >> 1);
        }

        byte[]? older = null;
        byte[]? newer = null;
        foreach (var hash in whole)
        {
            if (older is null || newer is null)
            {
                (older, newer) = (hash, hash);
                continue;
            }

            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                (older, newer) = (TreeHash.Node(hash, older), TreeHash.Node(hash, newer));
                while ((at & 1) == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                newer = TreeHash.Node(newer, hash);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && older is not null && Digest.FixedTimeEquals(older, oldRoot) && Digest.FixedTimeEquals(newer, root);
    }
}
