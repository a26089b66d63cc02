using System.Numerics;
using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// Step 1: a shared row for each slot and report, slot by slot. High word: the fingerprint. Low word: the row's index in its
/// lowest bits, the quorum code in the three above, so that (high, low) is the sort key as it stands.
/// </summary>
internal static class MatchRows
{
    public const int QuorumBits = 3;

    /// <summary>Bounds the memory of one batch of rows to a few megabytes; a multiple of 64.</summary>
    public const int InBatch = 1 << 16;

    /// <summary>Bits of a row's index among <paramref name="rows"/> rows.</summary>
    public static int IndexBits(int rows) => Math.Max(1, BitOperations.Log2((uint)rows - 1) + 1);

    /// <summary>Bits of the low word that belong to the sort key.</summary>
    public static int LowBits(int rows) => IndexBits(rows) + QuorumBits;

    /// <summary>The row of one slot of one report.</summary>
    public static int Row(int reports, int report, int slot) => (slot * reports) + report;

    /// <summary>Whose row it is, and of which slot.</summary>
    public static (int Report, int Slot) At(int reports, int row) => (row % reports, row / reports);

    public static SharedRows Build(Session session, ReportColumns reports)
    {
        using var step = session.Begin("rows");
        var count = reports.Count * MatchPart.Slots;
        using var fingerprints = step.Rent(count);
        for (var slot = 0; slot < MatchPart.Slots; slot++)
        {
            reports.CopySlot(slot, fingerprints.Share.Slice(slot * reports.Count, reports.Count));
        }

        FamilyDedupe.Run(step, reports, fingerprints.Share);
        step.Verify();
        var rows = new SharedRows(count);
        SetRows(step.Party, reports, fingerprints.Share, rows);
        return rows;
    }

    // The index is public here and becomes secret by the shuffle: it is shared as (index, 0, 0), so trustees 0 and 2 hold it.
    private static void SetRows(int party, ReportColumns reports, Share fingerprints, SharedRows rows)
    {
        var indexBits = IndexBits(rows.Count);
        var (ownsIndex, nextIsIndex) = (party == 0 ? ulong.MaxValue : 0, party == 2 ? ulong.MaxValue : 0);
        for (var row = 0; row < rows.Count; row++)
        {
            var (own, next) = reports.Quorum(At(reports.Count, row).Report);
            rows.Set(
                row,
                fingerprints.Own[row], ((ulong)own << indexBits) | ((ulong)row & ownsIndex),
                fingerprints.Next[row], ((ulong)next << indexBits) | ((ulong)row & nextIsIndex));
        }
    }
}
