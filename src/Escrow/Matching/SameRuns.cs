using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// run k of row p = same(p) and same(p-1) and ... k of them: p is at least k rows behind its group's first row, so
/// its rank in the group is at least k+1. For k = 1..6, which is as far as a quorum of 7 looks.
/// </summary>
internal static class SameRuns
{
    public const int Longest = 6;

    /// <summary>Run k of the six packed vectors in <paramref name="runs"/>.</summary>
    public static Share Of(Share runs, int k)
    {
        var words = runs.Length / Longest;
        return runs.Slice((k - 1) * words, words);
    }

    /// <summary>Doubling: two shorter runs, one after the other, make a longer one. 5 gates for each row, 3 rounds.</summary>
    public static void Find(Step step, Share same, Share runs)
    {
        same.CopyTo(Of(runs, 1));
        Extend(step, runs, by: 1, upTo: 1);
        Extend(step, runs, by: 2, upTo: 2);
        Extend(step, runs, by: 4, upTo: 2);
    }

    // run(by + k)(p) = run(by)(p) and run(k)(p - by), for k = 1..upTo.
    private static void Extend(Step step, Share runs, int by, int upTo)
    {
        var words = runs.Length / Longest;
        using var shifted = step.Rent(words);
        using var batch = new AndBatch(step, words, upTo);
        for (var k = 1; k <= upTo; k++)
        {
            PackedBits.ShiftUp(Of(runs, k), shifted.Share, by);
            batch.Add(Of(runs, by), shifted.Share);
        }

        batch.Run();
        for (var k = 1; k <= upTo; k++)
        {
            batch[k - 1].CopyTo(Of(runs, by + k));
        }
    }
}
