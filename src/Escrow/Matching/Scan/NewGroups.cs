using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// Drops the groups that are not to be opened: those in which everybody was released before (that one of them is opened would say that a touched row
/// is equal to it), and those that an earlier lane has already, being equal to this one.
/// </summary>
internal static class NewGroups
{
    /// <summary>Clears the lanes of such groups in <paramref name="released"/>; 2 gates for each report and lane.</summary>
    public static void Keep(Step step, ScanShape shape, ScanTask task, SlotMatches matches, Share released)
    {
        using var open = step.Rent(shape.Lanes);
        using var repeated = step.Rent(shape.Lanes);
        FindNew(step, shape, task, released, open.Share);
        FindRepeated(step, shape, matches, repeated.Share);
        step.Not(repeated.Share);
        step.And(open.Share, repeated.Share, open.Share);
        LaneWords.Fill(open.Share);
        using var mask = step.Rent(shape.Length);
        LaneWords.Cycle(open.Share, mask.Share);
        step.And(released, mask.Share, released);
    }

    // Bit 0 of each lane's word: it releases somebody who was not released before.
    private static void FindNew(Step step, ScanShape shape, ScanTask task, Share released, Share open)
    {
        using var news = step.Rent(shape.Length);
        released.CopyTo(news.Share);
        for (var word = 0; word < shape.Words; word++)
        {
            PackedBits.Keep(news.Share.Slice(word * shape.Lanes, shape.Lanes), task.NotReleased(word));
        }

        AnyBit.Find(step, news.Share, open);
    }

    // Bit 0 of each lane's word: an earlier lane's row names the same. That is a slot of an earlier report, or an earlier slot of its own one, which then
    // is the first there.
    private static void FindRepeated(Step step, ScanShape shape, SlotMatches matches, Share repeated)
    {
        using var earlier = step.Rent(shape.Lanes);
        for (var lane = 0; lane < shape.Lanes; lane++)
        {
            var (report, slot) = shape.RowOf(lane);
            var own = earlier.Share.Slice(lane, 1);
            ScanShape.Put(shape.Bit(matches.OfSlot(slot), report, lane), own, 0);
            step.XorPublic(own, 1);
            for (var before = 0; before < lane - slot; before += MatchPart.Slots)
            {
                ScanShape.Put(shape.Bit(matches.Any, shape.RowOf(before).Report, lane), own, 1 + (before / MatchPart.Slots));
            }
        }

        AnyBit.Find(step, earlier.Share, repeated);
    }
}
