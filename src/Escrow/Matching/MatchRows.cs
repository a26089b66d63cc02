using System.Numerics;
using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// Step 1: a shared row for each report and slot. High word: the fingerprint. Low word: the row's index in its
/// lowest bits, the quorum code in the three above, so that (high, low) is the sort key as it stands.
/// </summary>
internal static class MatchRows
{
    public const int QuorumBits = 3;

    /// <summary>Bits of a row's index among <paramref name="rows"/> rows.</summary>
    public static int IndexBits(int rows) => Math.Max(1, BitOperations.Log2((uint)rows - 1) + 1);

    /// <summary>Bits of the low word that belong to the sort key.</summary>
    public static int LowBits(int rows) => IndexBits(rows) + QuorumBits;

    public static SharedRows Build(Session session, IReadOnlyList<HeldReport> reports)
    {
        using var step = session.Begin("rows");
        var count = reports.Count * MatchPart.Slots;
        using var fingerprints = step.Rent(count);
        using var low = step.Rent(count);
        for (var report = 0; report < reports.Count; report++)
        {
            Load(reports[report], report * MatchPart.Slots, IndexBits(count), fingerprints.Share, low.Share);
        }

        FamilyDedupe.Run(step, reports, fingerprints.Share);
        step.Verify();
        AddIndexes(step.Party, low.Share);
        var rows = new SharedRows(count);
        for (var row = 0; row < count; row++)
        {
            rows.Set(row, fingerprints.Share, low.Share);
        }

        return rows;
    }

    private static void Load(HeldReport report, int firstRow, int indexBits, Share fingerprints, Share low)
    {
        for (var slot = 0; slot < MatchPart.Slots; slot++)
        {
            fingerprints.Own[firstRow + slot] = report.Own.Slot(slot);
            fingerprints.Next[firstRow + slot] = report.Next.Slot(slot);
            low.Own[firstRow + slot] = (ulong)report.Own.Quorum << indexBits;
            low.Next[firstRow + slot] = (ulong)report.Next.Quorum << indexBits;
        }
    }

    // The index is public here and becomes secret by the shuffle: it is shared as (index, 0, 0).
    private static void AddIndexes(int party, Share low)
    {
        var component = party switch { 0 => low.Own, 2 => low.Next, _ => [] };
        for (var row = 0; row < component.Length; row++)
        {
            component[row] ^= (ulong)row;
        }
    }
}
