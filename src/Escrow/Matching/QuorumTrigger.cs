using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching;

/// <summary>
/// Step 4: a row triggers if its quorum is at most its rank in its group, the group being sorted by quorum. For each
/// quorum t that is the vector "rank at least t", and the row's own quorum code chooses among them: code 0 (quorum
/// 1) is always met, codes 1..6 are the runs, and code 7 (keep) is never met.
/// </summary>
internal static class QuorumTrigger
{
    /// <summary>Finds the triggers; 7 gates for each row, 3 rounds.</summary>
    public static void Find(Step step, SharedRows rows, Share runs, Share trigger)
    {
        var words = trigger.Length;
        using var quorum = step.Rent(MatchRows.QuorumBits * words);
        using var choices = step.Rent(words << MatchRows.QuorumBits);
        Planes(step, rows, words, quorum.Share);
        step.Not(choices.Share.Slice(0, words));
        runs.CopyTo(choices.Share.Slice(words, runs.Length));
        Mux.Tree(step, words, quorum.Share, choices.Share);
        choices.Share.Slice(0, words).CopyTo(trigger);
        PackedBits.ClearFrom(trigger, rows.Count);
    }

    private static void Planes(Step step, SharedRows rows, int words, Share quorum)
    {
        using var buffer = step.Rent(MatchRows.InBatch);
        var indexBits = MatchRows.IndexBits(rows.Count);
        for (var start = 0; start < rows.Count; start += MatchRows.InBatch)
        {
            var low = buffer.Share.Slice(0, Math.Min(MatchRows.InBatch, rows.Count - start));
            rows.Low(start, low);
            Planes(low.Own, indexBits, words, quorum.Own[(start / 64)..]);
            Planes(low.Next, indexBits, words, quorum.Next[(start / 64)..]);
        }
    }

    private static void Planes(ReadOnlySpan<ulong> low, int indexBits, int words, Span<ulong> quorum)
    {
        for (var row = 0; row < low.Length; row++)
        {
            var code = low[row] >> indexBits;
            for (var bit = 0; bit < MatchRows.QuorumBits; bit++)
            {
                quorum[(bit * words) + (row >> 6)] |= ((code >> bit) & 1) << (row & 63);
            }
        }
    }
}
