using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching;

/// <summary>Which slots of a report name the same as an earlier slot of it.</summary>
internal static class EqualSlots
{
    // Bounds the memory of a batch to some megabytes.
    private const int ReportsInBatch = 1 << 15;

    // Later slots side by side: 1 with 0; 2 with 0 and 1; 3 with 0, 1 and 2.
    private static readonly (int Earlier, int Later)[] Pairs = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)];

    /// <summary>
    /// Sets bit i of the words of slot s in <paramref name="lost"/> if slot s of report i equals an earlier one. Each slot has as many
    /// words. 381 gates for each report, 8 rounds a batch.
    /// </summary>
    public static void Find(Step step, int reports, Share fingerprints, Share lost)
    {
        var words = lost.Length / MatchPart.Slots;
        for (var start = 0; start < reports; start += ReportsInBatch)
        {
            var count = Math.Min(ReportsInBatch, reports - start);
            // Whole words for each pair; what lies behind the last report is cut by the caller's row count.
            var batch = PackedBits.Words(count);
            using var equal = step.Rent(batch * Pairs.Length);
            Compare(step, reports, start, count, fingerprints, equal.Share);
            Join(step, equal.Share);
            for (var slot = 1; slot < MatchPart.Slots; slot++)
            {
                equal.Share.Slice((slot - 1) * batch, batch).CopyTo(lost.Slice((slot * words) + (start / 64), batch));
            }
        }
    }

    private static void Compare(Step step, int reports, int start, int count, Share fingerprints, Share equal)
    {
        var stride = equal.Length / Pairs.Length * 64;
        using var differences = step.Rent(stride * Pairs.Length);
        for (var pair = 0; pair < Pairs.Length; pair++)
        {
            var difference = differences.Share.Slice(pair * stride, count);
            fingerprints.Slice(MatchRows.Row(reports, start, Pairs[pair].Earlier), count).CopyTo(difference);
            difference.Xor(fingerprints.Slice(MatchRows.Row(reports, start, Pairs[pair].Later), count));
        }

        Equality.IsZero(step, differences.Share, differences.Length, equal);
    }

    // Into the first three vectors: 01; 02 or 12; 03 or 13 or 23.
    private static void Join(Step step, Share equal)
    {
        var words = equal.Length / Pairs.Length;
        using var batch = new AndBatch(step, words, 2);
        batch.Add(Of(equal, 1), Of(equal, 2));
        batch.Add(Of(equal, 3), Of(equal, 4));
        batch.Run();
        Or(Of(equal, 1), Of(equal, 2), batch[0], Of(equal, 1));
        Or(Of(equal, 3), Of(equal, 4), batch[1], Of(equal, 2));
        batch.Clear();
        batch.Add(Of(equal, 2), Of(equal, 5));
        batch.Run();
        Or(Of(equal, 2), Of(equal, 5), batch[0], Of(equal, 2));

        Share Of(Share vectors, int pair) => vectors.Slice(pair * words, words);
    }

    // x or y = x ^ y ^ xy.
    private static void Or(Share x, Share y, Share product, Share result)
    {
        product.Xor(x);
        product.Xor(y);
        product.CopyTo(result);
    }
}
