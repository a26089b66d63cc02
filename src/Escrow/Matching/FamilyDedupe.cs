using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching;

/// <summary>
/// One reporter counts once for one identifier. Within a family, a row whose fingerprint equals that of a better row
/// gets a fresh random fingerprint, unknown to everyone, so that it is a group of its own. Better is the smaller
/// quorum, then the smaller number, then the smaller handle, then the earlier slot. Families and numbers are known
/// to the trustees, so which rows are compared is public; what came out is not opened.
/// </summary>
internal static class FamilyDedupe
{
    // Bounds the memory of one batch to some 30 MB a trustee; a hundred thousand reports of as many people take three.
    private const int PairsInBatch = 1 << 18;

    /// <summary>Replaces fingerprints in place; <paramref name="fingerprints"/> has one word for each row.</summary>
    public static void Run(Step step, IReadOnlyList<HeldReport> reports, Share fingerprints)
    {
        using var lost = step.Rent(PackedBits.Words(fingerprints.Length));
        foreach (var batch in FamilyPairs.Batches(reports, PairsInBatch))
        {
            MarkLosers(step, reports, batch, fingerprints, lost.Share);
        }

        Replace(step, lost.Share, fingerprints);
    }

    private static void MarkLosers(Step step, IReadOnlyList<HeldReport> reports, FamilyPairs pairs, Share fingerprints, Share lost)
    {
        var words = PackedBits.Words(pairs.Earlier.Count);
        // First half: the later row of the pair loses. Second half: the earlier one does, its quorum being larger.
        using var losses = step.Rent(2 * words);
        var laterLoses = losses.Share.Slice(0, words);
        var earlierLoses = losses.Share.Slice(words, words);
        FindEqual(step, pairs, fingerprints, laterLoses);
        if (pairs.Reports.Count > 0)
        {
            using var laterIsBetter = step.Rent(words);
            CompareQuorums(step, reports, pairs, laterIsBetter.Share);
            step.And(laterLoses, laterIsBetter.Share, earlierLoses);
            laterLoses.Xor(earlierLoses);
        }

        var any = new AnyFlag(fingerprints.Length);
        for (var pair = 0; pair < pairs.Earlier.Count; pair++)
        {
            any.Add(pairs.Later[pair], pair);
            if (pairs.Decision[pair] >= 0)
            {
                any.Add(pairs.Earlier[pair], (words * 64) + pair);
            }
        }

        any.Run(step, losses.Share, lost);
    }

    private static void FindEqual(Step step, FamilyPairs pairs, Share fingerprints, Share equal)
    {
        var count = pairs.Earlier.Count;
        using var differences = step.Rent(count);
        var target = differences.Share;
        for (var pair = 0; pair < count; pair++)
        {
            var (earlier, later) = (pairs.Earlier[pair], pairs.Later[pair]);
            target.Own[pair] = fingerprints.Own[earlier] ^ fingerprints.Own[later];
            target.Next[pair] = fingerprints.Next[earlier] ^ fingerprints.Next[later];
        }

        Equality.IsZero(step, target, count, equal);
    }

    // quorum(later) < quorum(earlier) as (2q + 1) < 2q', which are never equal, as LessThan demands; on a tie the
    // earlier one is better.
    private static void CompareQuorums(Step step, IReadOnlyList<HeldReport> reports, FamilyPairs pairs, Share laterIsBetter)
    {
        var words = PackedBits.Words(pairs.Reports.Count);
        const int Width = MatchRows.QuorumBits + 1;
        using var difference = step.Rent(Width * words);
        using var right = step.Rent(Width * words);
        using var decisions = step.Rent(words);
        for (var k = 0; k < pairs.Reports.Count; k++)
        {
            var (earlier, later) = (reports[pairs.Reports[k].Earlier], reports[pairs.Reports[k].Later]);
            Spread(earlier.Own.Quorum, k, words, right.Share.Own);
            Spread(earlier.Next.Quorum, k, words, right.Share.Next);
            Spread((byte)(earlier.Own.Quorum ^ later.Own.Quorum), k, words, difference.Share.Own);
            Spread((byte)(earlier.Next.Quorum ^ later.Next.Quorum), k, words, difference.Share.Next);
        }

        step.XorPublic(difference.Share.Slice(0, words), ulong.MaxValue);
        LessThan.Run(step, Width, difference.Share, right.Share, decisions.Share);
        for (var pair = 0; pair < pairs.Decision.Count; pair++)
        {
            if (pairs.Decision[pair] is var decision and >= 0)
            {
                laterIsBetter.Own[pair >> 6] |= PackedBits.Bit(decisions.Share.Own, decision) << (pair & 63);
                laterIsBetter.Next[pair >> 6] |= PackedBits.Bit(decisions.Share.Next, decision) << (pair & 63);
            }
        }
    }

    private static void Spread(byte quorum, int position, int words, Span<ulong> planes)
    {
        for (var bit = 0; bit < MatchRows.QuorumBits; bit++)
        {
            planes[((bit + 1) * words) + (position >> 6)] |= (ulong)((quorum >> bit) & 1) << (position & 63);
        }
    }

    // A fingerprint XORed with fresh randomness is fresh randomness; XORed with zero it stays.
    private static void Replace(Step step, Share lost, Share fingerprints)
    {
        using var mask = step.Rent(fingerprints.Length);
        using var random = step.Rent(fingerprints.Length);
        RowMask.Expand(lost, mask.Share);
        step.Random(random.Share);
        step.And(mask.Share, random.Share, mask.Share);
        fingerprints.Xor(mask.Share);
    }
}
