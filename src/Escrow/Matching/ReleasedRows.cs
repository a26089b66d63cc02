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
        return OpenRows(opening, rows, OpenReleased(opening, rows));
    }

    private static List<int> OpenReleased(Step step, SharedRows rows)
    {
        using var released = step.Rent(PackedBits.Words(rows.Count));
        Column(step, rows, released.Share);
        var opened = new ulong[released.Length];
        step.Open(released.Share, rows.Count, opened);
        var places = new List<int>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (PackedBits.Bit(opened, row) == 1)
            {
                places.Add(row);
            }
        }

        return places;
    }

    private static void Column(Step step, SharedRows rows, Share released)
    {
        using var buffer = step.Rent(MatchRows.InBatch);
        for (var start = 0; start < rows.Count; start += MatchRows.InBatch)
        {
            var low = buffer.Share.Slice(0, Math.Min(MatchRows.InBatch, rows.Count - start));
            rows.Low(start, low);
            Column(low.Own, released.Own[(start / 64)..]);
            Column(low.Next, released.Next[(start / 64)..]);
        }
    }

    private static void Column(ReadOnlySpan<ulong> low, Span<ulong> released)
    {
        for (var row = 0; row < low.Length; row++)
        {
            released[row >> 6] |= (low[row] >> ReleasedBit) << (row & 63);
        }
    }

    private static ReleasedRow[] OpenRows(Step step, SharedRows shuffled, List<int> places)
    {
        using var chosen = step.Rent(2 * places.Count);
        for (var k = 0; k < places.Count; k++)
        {
            shuffled.Low(places[k], chosen.Share.Slice(2 * k, 1));
            shuffled.High(places[k], chosen.Share.Slice((2 * k) + 1, 1));
        }

        var opened = new ulong[chosen.Length];
        step.Open(chosen.Share, 64L * opened.Length, opened);
        var rows = new ReleasedRow[places.Count];
        for (var k = 0; k < rows.Length; k++)
        {
            rows[k] = Row(step, opened[2 * k] & ~(1UL << ReleasedBit), opened[(2 * k) + 1], shuffled.Count);
        }

        Array.Sort(Array.ConvertAll(rows, row => ((long)row.Report * MatchPart.Slots) + row.Slot), rows);
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

        var (report, slot) = MatchRows.At(rows / MatchPart.Slots, (int)index);
        return new ReleasedRow(report, slot, tag);
    }
}
