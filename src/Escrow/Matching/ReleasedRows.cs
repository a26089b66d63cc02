using Chorus.Mpc;
using Chorus.Mpc.Shuffling;

namespace Chorus.Escrow.Matching;

/// <summary>Step 7: shuffle again, open `released`, and of the rows where it is 1 the index and the tag.</summary>
internal static class ReleasedRows
{
    private const int ReleasedBit = 63;

    public static ReleasedRow[] Open(Session session, SharedRows rows)
    {
        using (var step = session.Begin("shuffle again"))
        {
            Shuffle.Run(step, rows);
        }

        using var opening = session.Begin("open");
        using var low = opening.Rent(rows.Count);
        using var tags = opening.Rent(rows.Count);
        rows.Low(low.Share);
        rows.High(tags.Share);
        var places = OpenReleased(opening, low.Share);
        return OpenRows(opening, places, low.Share, tags.Share);
    }

    private static List<int> OpenReleased(Step step, Share low)
    {
        using var released = step.Rent(PackedBits.Words(low.Length));
        Column(low.Own, released.Share.Own);
        Column(low.Next, released.Share.Next);
        var opened = new ulong[released.Length];
        step.Open(released.Share, low.Length, opened);
        var places = new List<int>();
        for (var row = 0; row < low.Length; row++)
        {
            if (PackedBits.Bit(opened, row) == 1)
            {
                places.Add(row);
            }
        }

        return places;
    }

    private static void Column(ReadOnlySpan<ulong> low, Span<ulong> released)
    {
        for (var row = 0; row < low.Length; row++)
        {
            released[row >> 6] |= (low[row] >> ReleasedBit) << (row & 63);
        }
    }

    private static ReleasedRow[] OpenRows(Step step, List<int> places, Share low, Share tags)
    {
        using var chosen = step.Rent(2 * places.Count);
        for (var k = 0; k < places.Count; k++)
        {
            low.Slice(places[k], 1).CopyTo(chosen.Share.Slice(2 * k, 1));
            tags.Slice(places[k], 1).CopyTo(chosen.Share.Slice((2 * k) + 1, 1));
        }

        var opened = new ulong[chosen.Length];
        step.Open(chosen.Share, 64L * opened.Length, opened);
        var rows = new ReleasedRow[places.Count];
        for (var k = 0; k < rows.Length; k++)
        {
            rows[k] = Row(step, opened[2 * k] & ~(1UL << ReleasedBit), opened[(2 * k) + 1], low.Length);
        }

        Array.Sort(rows, (a, b) => (a.Report, a.Slot).CompareTo((b.Report, b.Slot)));
        for (var k = 1; k < rows.Length; k++)
        {
            if (rows[k].Report == rows[k - 1].Report && rows[k].Slot == rows[k - 1].Slot)
            {
                throw new ProtocolException(step.Name, "the same row came out twice.");
            }
        }

        return rows;
    }

    private static ReleasedRow Row(Step step, ulong index, ulong tag, int rows)
    {
        if (index >= (ulong)rows)
        {
            throw new ProtocolException(step.Name, "a row came out that never went in.");
        }

        return new ReleasedRow((int)index / MatchPart.Slots, (int)index % MatchPart.Slots, tag);
    }
}
