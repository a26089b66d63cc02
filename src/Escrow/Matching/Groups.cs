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
        using var released = working.Rent(words);
        FindSame(working, rows, same.Share);
        SameRuns.Find(working, same.Share, runs.Share);
        QuorumTrigger.Find(working, rows, runs.Share, released.Share);
        Spread.Run(working, runs.Share, released.Share);
        Finish(working, rows, same, released.Share);
        working.Verify();
    }

    // same(p): row p has the fingerprint of row p-1. There is no row before the first.
    private static void FindSame(Step step, SharedRows rows, Share same)
    {
        using var fingerprints = step.Rent(MatchRows.InBatch);
        using var before = step.Rent(MatchRows.InBatch);
        for (var start = 0; start < rows.Count; start += MatchRows.InBatch)
        {
            var count = Math.Min(MatchRows.InBatch, rows.Count - start);
            var differences = fingerprints.Share.Slice(0, count);
            var previous = before.Share.Slice(0, count);
            rows.High(start, differences);
            var first = start == 0 ? 1 : 0;
            rows.High(start - 1 + first, previous.Slice(first, count - first));
            differences.Xor(previous);
            Equality.IsZero(step, differences, count, same.Slice(start / 64, PackedBits.Words(count)));
        }

        PackedBits.ClearFirst(same);
    }

    private static void Finish(Step step, SharedRows rows, ShareBuffer same, Share released)
    {
        var tagging = new GroupTags(step, same);
        using var tagBuffer = step.Rent(MatchRows.InBatch);
        using var lowBuffer = step.Rent(MatchRows.InBatch);
        var indexBits = MatchRows.IndexBits(rows.Count);
        for (var start = 0; start < rows.Count; start += MatchRows.InBatch)
        {
            var count = Math.Min(MatchRows.InBatch, rows.Count - start);
            var tags = tagBuffer.Share.Slice(0, count);
            var low = lowBuffer.Share.Slice(0, count);
            tagging.Draw(start, tags);
            rows.Low(start, low);
            Finish(low.Own, released.Own[(start / 64)..], indexBits);
            Finish(low.Next, released.Next[(start / 64)..], indexBits);
            rows.Set(start, tags, low);
        }
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
