using Chorus.Mpc;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// For each report and t = 1..7, whether its quorum is at most t (never for a kept one). The code is quorum - 1, and 7 for keep, in bits
/// b2 b1 b0; whether it is t or more is a sum of their products.
/// </summary>
internal static class QuorumLimits
{
    /// <summary>The highest quorum.</summary>
    public const int Highest = 7;

    // The products b0, b1, b2, b1 b0, b2 b0, b2 b1, b2 b1 b0 that make "the code is at least t", for t = 1..7.
    private static readonly int[][] AtLeast = [[0, 1, 2, 3, 4, 5, 6], [1, 2, 5], [2, 3, 6], [2], [4, 5, 6], [5], [6]];

    /// <summary>
    /// Bit r of word w * 7 + t - 1 of <paramref name="limits"/> = report 64 w + r has a quorum of at most t; bits past the last report are whatever
    /// they are. 4 gates for each report, 2 rounds.
    /// </summary>
    public static void Find(Step step, ReportColumns reports, Share limits)
    {
        var words = PackedBits.Words(reports.Count);
        using var products = step.Rent(Highest * words);
        FindProducts(step, reports, products.Share, words);
        for (var limit = 0; limit < Highest; limit++)
        {
            foreach (var product in AtLeast[limit])
            {
                Add(products.Share.Own.Slice(product * words, words), limits.Own, limit);
                Add(products.Share.Next.Slice(product * words, words), limits.Next, limit);
            }
        }

        step.Not(limits);
    }

    private static void Add(ReadOnlySpan<ulong> product, Span<ulong> limits, int limit)
    {
        for (var word = 0; word < product.Length; word++)
        {
            limits[(word * Highest) + limit] ^= product[word];
        }
    }

    private static void FindProducts(Step step, ReportColumns reports, Share products, int words)
    {
        Planes(reports, products, words);
        using var pairs = new AndBatch(step, words, 3);
        pairs.Add(Of(1, products), Of(0, products));
        pairs.Add(Of(2, products), Of(0, products));
        pairs.Add(Of(2, products), Of(1, products));
        pairs.Run();
        for (var pair = 0; pair < 3; pair++)
        {
            pairs[pair].CopyTo(Of(3 + pair, products));
        }

        step.And(Of(2, products), Of(3, products), Of(6, products));

        Share Of(int product, Share all) => all.Slice(product * words, words);
    }

    private static void Planes(ReportColumns reports, Share planes, int words)
    {
        for (var report = 0; report < reports.Count; report++)
        {
            var (own, next) = reports.Quorum(report);
            for (var bit = 0; bit < MatchRows.QuorumBits; bit++)
            {
                var place = (bit * words) + (report >> 6);
                planes.Own[place] |= (ulong)((own >> bit) & 1) << (report & 63);
                planes.Next[place] |= (ulong)((next >> bit) & 1) << (report & 63);
            }
        }
    }
}
