using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching;

/// <summary>
/// Which of two reports of a family is the better one: that with the smaller quorum, and on a tie the one that comes first by (number, handle). A kept report
/// has the largest code, so any other is better.
/// </summary>
internal static class LaterIsBetter
{
    /// <summary>Sets bit k of <paramref name="result"/> if the later report of pair k is better; some 7 gates for each pair.</summary>
    public static void Find(Step step, ReportColumns reports, IReadOnlyList<(int Earlier, int Later)> pairs, Share result)
    {
        // code(later) < code(earlier) as (2c + 1) < 2c', which are never equal, as LessThan demands; on a tie the earlier one is better.
        const int Width = MatchRows.QuorumBits + 1;
        var words = PackedBits.Words(pairs.Count);
        using var difference = step.Rent(Width * words);
        using var right = step.Rent(Width * words);
        for (var k = 0; k < pairs.Count; k++)
        {
            var (earlier, later) = (reports.Quorum(pairs[k].Earlier), reports.Quorum(pairs[k].Later));
            Spread(earlier.Own, k, words, right.Share.Own);
            Spread(earlier.Next, k, words, right.Share.Next);
            Spread((byte)(earlier.Own ^ later.Own), k, words, difference.Share.Own);
            Spread((byte)(earlier.Next ^ later.Next), k, words, difference.Share.Next);
        }

        step.XorPublic(difference.Share.Slice(0, words), ulong.MaxValue);
        LessThan.Run(step, Width, difference.Share, right.Share, result);
    }

    private static void Spread(byte quorum, int position, int words, Span<ulong> planes)
    {
        for (var bit = 0; bit < MatchRows.QuorumBits; bit++)
        {
            planes[((bit + 1) * words) + (position >> 6)] |= (ulong)((quorum >> bit) & 1) << (position & 63);
        }
    }
}
