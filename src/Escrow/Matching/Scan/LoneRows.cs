using Chorus.Mpc;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// Touched rows that do not count, since their reporter names the same in a better report or in an earlier slot: each is a group of its own, which a quorum
/// of 1 releases.
/// </summary>
internal static class LoneRows
{
    /// <summary>
    /// A word whose bit l says that the row of lane l is released by itself. 2 gates for each lane, 2 rounds.
    /// </summary>
    public static ShareBuffer Find(Step step, ScanShape shape, ScanTask task, Share limits, Share counted, SlotMatches matches)
    {
        using var first = step.Rent(1);
        using var best = step.Rent(1);
        using var one = step.Rent(1);
        var notReleased = 0UL;
        for (var lane = 0; lane < shape.Lanes; lane++)
        {
            var (report, slot) = shape.RowOf(lane);
            var limit = report / 64 * QuorumLimits.Highest;
            ScanShape.Put(shape.Bit(matches.OfSlot(slot), report, lane), first.Share, lane);
            ScanShape.Put(shape.Bit(counted, report, lane), best.Share, lane);
            ScanShape.Put(((limits.Own[limit] >> (report & 63)) & 1, (limits.Next[limit] >> (report & 63)) & 1), one.Share, lane);
            notReleased |= (task.Released[report] ? 0UL : 1UL) << lane;
        }

        var alone = step.Rent(1);
        step.And(first.Share, best.Share, alone.Share);
        step.Not(alone.Share);
        step.And(alone.Share, one.Share, alone.Share);
        PackedBits.Keep(alone.Share, notReleased);
        return alone;
    }
}
