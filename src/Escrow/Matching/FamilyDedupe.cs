using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// One reporter counts once for one identifier. Within a family, a row whose fingerprint equals that of a better row
/// gets a fresh random fingerprint, unknown to everyone, so that it is a group of its own. Better is the smaller
/// quorum, then the smaller number, then the smaller handle, then the earlier slot. Families and numbers are known
/// to the trustees, so which rows are compared is public; what came out is not opened.
/// </summary>
internal static class FamilyDedupe
{
    /// <summary>Replaces fingerprints in place; <paramref name="fingerprints"/> has one word for each row, slot by slot.</summary>
    public static void Run(Step step, ReportColumns reports, Share fingerprints)
    {
        using var lost = step.Rent(PackedBits.Words(reports.Count) * MatchPart.Slots);
        EqualSlots.Find(step, reports.Count, fingerprints, lost.Share);
        var compared = EqualAcrossReports.Find(step, reports, fingerprints, lost.Share);
        // The first slot of a report is its best: only another report can be better.
        Replace(step, reports.Count, compared ? 0 : 1, lost.Share, fingerprints);
    }

    // A fingerprint XORed with fresh randomness is fresh randomness; XORed with zero it stays.
    private static void Replace(Step step, int reports, int firstSlot, Share lost, Share fingerprints)
    {
        using var masks = step.Rent(MatchRows.InBatch);
        using var randoms = step.Rent(MatchRows.InBatch);
        var words = lost.Length / MatchPart.Slots;
        for (var slot = firstSlot; slot < MatchPart.Slots; slot++)
        {
            for (var start = 0; start < reports; start += MatchRows.InBatch)
            {
                var count = Math.Min(MatchRows.InBatch, reports - start);
                var mask = masks.Share.Slice(0, count);
                var random = randoms.Share.Slice(0, count);
                RowMask.Expand(lost.Slice((slot * words) + (start / 64), PackedBits.Words(count)), mask);
                step.Random(random);
                step.And(mask, random, mask);
                fingerprints.Slice(MatchRows.Row(reports, start, slot), count).Xor(mask);
            }
        }
    }
}
