using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// Step 5: a row is released if it or a later row of its group triggers. Looking 6 rows ahead is enough: from rank 7
/// on every row that is not *keep* triggers by itself, its quorum being at most 7, and of the first 6 each sees rank
/// 7. Steps of 1, 2 and 4 look 7 ahead, which releases nothing more, since a trigger releases all before it.
/// </summary>
internal static class Spread
{
    /// <summary>Turns triggers into released rows, in place; 6 gates for each row, 6 rounds.</summary>
    public static void Run(Step step, Share runs, Share released)
    {
        using var ahead = step.Rent(released.Length);
        using var guard = step.Rent(released.Length);
        foreach (var by in (ReadOnlySpan<int>)[1, 2, 4])
        {
            // Row p + by is in the group of row p if it stands at least `by` rows behind the group's first row and
            // so do all between: run(by) of row p + by.
            PackedBits.ShiftDown(released, ahead.Share, by);
            PackedBits.ShiftDown(SameRuns.Of(runs, by), guard.Share, by);
            step.And(ahead.Share, guard.Share, ahead.Share);
            step.And(ahead.Share, released, guard.Share);
            released.Xor(ahead.Share);
            released.Xor(guard.Share);
        }
    }
}
