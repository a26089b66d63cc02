using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching;

/// <summary>
/// Steps 4 to 6 on the sorted rows: where the groups of equal fingerprints lie, which rows the rule releases, and a
/// tag for each group. Afterwards a row is (tag; released in bit 63, index in the lowest bits).
/// </summary>
internal static class Groups
{
    private const int ReleasedBit = 63;

    public static void Release(Session session, SharedRows rows)
    {
        using var working = session.Begin("trigger");
        var words = PackedBits.Words(rows.Count);
        using var same = working.Rent(words);
        using var runs = working.Rent(SameRuns.Longest * words);
        using var low = working.Rent(rows.Count);
        using var released = working.Rent(words);
        using var tags = working.Rent(rows.Count);
        rows.Low(low.Share);
        FindSame(working, rows, same.Share);
        SameRuns.Find(working, same.Share, runs.Share);
        QuorumTrigger.Find(working, rows.Count, low.Share, runs.Share, released.Share);
        Spread.Run(working, runs.Share, released.Share);
        GroupTags.Draw(working, same.Share, tags.Share);
        working.Verify();
        Finish(low.Share, released.Share, MatchRows.IndexBits(rows.Count));
        for (var row = 0; row < rows.Count; row++)
        {
            rows.Set(row, tags.Share, low.Share);
        }
    }

    // same(p): row p has the fingerprint of row p-1. There is no row before the first.
    private static void FindSame(Step step, SharedRows rows, Share same)
    {
        using var fingerprints = step.Rent(rows.Count);
        using var differences = step.Rent(rows.Count);
        rows.High(fingerprints.Share);
        fingerprints.Share.CopyTo(differences.Share);
        differences.Share.Slice(1, rows.Count - 1).Xor(fingerprints.Share.Slice(0, rows.Count - 1));
        Equality.IsZero(step, differences.Share, rows.Count, same);
        PackedBits.ClearFirst(same);
    }

    private static void Finish(Share low, Share released, int indexBits)
    {
        Finish(low.Own, released.Own, indexBits);
        Finish(low.Next, released.Next, indexBits);
    }

    // The quorum is cut away, so that nothing but index and tag can be opened later.
    private static void Finish(Span<ulong> low, ReadOnlySpan<ulong> released, int indexBits)
    {
        for (var row = 0; row < low.Length; row++)
        {
            low[row] = (low[row] & ((1UL << indexBits) - 1)) | (PackedBits.Bit(released, row) << ReleasedBit);
        }
    }
}
