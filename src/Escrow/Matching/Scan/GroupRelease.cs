using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// Which of a lane's counted reports the rule releases: with Q the largest t in 1..7 for which at least t of them have a quorum of at most t, those
/// whose quorum is at most Q. In a group of seven and more in which quorums end at 7 that is the largest rank q with r(q) &lt;= q just as well.
/// </summary>
internal static class GroupRelease
{
    private const int Limits = QuorumLimits.Highest;

    /// <summary>
    /// <paramref name="released"/>, a vector, from <paramref name="counted"/> and <see cref="QuorumLimits"/>. 28 gates for each report and lane.
    /// </summary>
    public static void Find(Step step, ScanShape shape, Share limits, Share counted, Share released)
    {
        // Word (w * lanes + l) * 7 + t - 1: the lane's counted reports with a quorum of at most t.
        using var within = step.Rent(Limits * shape.Length);
        using var factor = step.Rent(Limits * shape.Length);
        LaneWords.Repeat(counted, within.Share);
        for (var word = 0; word < shape.Words; word++)
        {
            LaneWords.Cycle(limits.Slice(word * Limits, Limits), factor.Share.Slice(word * shape.Lanes * Limits, shape.Lanes * Limits));
        }

        step.And(within.Share, factor.Share, within.Share);
        using var highest = step.Rent(Limits * shape.Lanes);
        FindHighest(step, shape, within.Share, highest.Share);
        LaneWords.Cycle(highest.Share, factor.Share);
        step.And(within.Share, factor.Share, within.Share);
        for (var word = 0; word < shape.Length; word++)
        {
            for (var limit = 0; limit < Limits; limit++)
            {
                released.Own[word] ^= within.Share.Own[(word * Limits) + limit];
                released.Next[word] ^= within.Share.Next[(word * Limits) + limit];
            }
        }
    }

    // For each lane seven words, of which that of Q is all ones and the others are zero.
    private static void FindHighest(Step step, ScanShape shape, Share within, Share highest)
    {
        // At least t ones are at least eight together with 8 - t more, which stand behind the last report.
        using var bits = step.Rent(PackedBits.Words(shape.Reports + Limits) * shape.Lanes * Limits);
        within.CopyTo(bits.Share);
        for (var place = 0; place < Limits; place++)
        {
            var (word, bit) = Math.DivRem(shape.Reports + place, 64);
            for (var lane = 0; lane < shape.Lanes; lane++)
            {
                // place < 8 - t
                var first = (((word * shape.Lanes) + lane) * Limits);
                for (var limit = 0; limit < Limits - place; limit++)
                {
                    step.XorPublic(bits.Share.Slice(first + limit, 1), 1UL << bit);
                }
            }
        }

        EightOnes.Find(step, bits.Share, highest);
        OrOfHigher(step, highest);
        // What was "t or a higher one is reached" differs from that of t + 1 only at Q.
        for (var word = 0; word < highest.Length - 1; word++)
        {
            if (word % Limits != Limits - 1)
            {
                highest.Own[word] ^= highest.Own[word + 1];
                highest.Next[word] ^= highest.Next[word + 1];
            }
        }

        LaneWords.Fill(highest);
    }

    // Doubling: with 1, 2 and 4 higher ones.
    private static void OrOfHigher(Step step, Share reached)
    {
        using var higher = step.Rent(reached.Length);
        using var both = step.Rent(reached.Length);
        foreach (var by in (ReadOnlySpan<int>)[1, 2, 4])
        {
            higher.Share.Clear();
            for (var word = 0; word < reached.Length; word++)
            {
                if ((word % Limits) + by < Limits)
                {
                    reached.Slice(word + by, 1).CopyTo(higher.Share.Slice(word, 1));
                }
            }

            step.And(reached, higher.Share, both.Share);
            reached.Xor(higher.Share);
            reached.Xor(both.Share);
        }
    }
}
