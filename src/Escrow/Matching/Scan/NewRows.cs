using Chorus.Mpc;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// Opens which rows are released, and then a tag for each of those. A row stands at its own public place, so no shuffle is needed: what is opened is the
/// list of released rows itself.
/// </summary>
internal sealed class NewRows
{
    private const int PairsInBatch = 1 << 16;

    private readonly Step _step;
    private readonly ScanShape _shape;

    private NewRows(Step step, ScanShape shape) => (_step, _shape) = (step, shape);

    /// <param name="step">A step of its own.</param>
    /// <param name="shape">Of the scan.</param>
    /// <param name="groups">For each slot a vector: the released rows of each lane's group, no row in two.</param>
    /// <param name="alone">Bit l: the row of lane l is released by itself.</param>
    public static ReleasedRow[] Open(Step step, ScanShape shape, SlotMatches groups, Share alone)
    {
        var opening = new NewRows(step, shape);
        var rows = opening.OpenRows(groups, alone);
        var tags = opening.OpenTags(rows, groups, alone);
        return [.. rows.Select((row, k) => new ReleasedRow(row.Report, row.Slot, tags[k])).OrderBy(row => (row.Report, row.Slot))];
    }

    private List<(int Report, int Slot)> OpenRows(SlotMatches groups, Share alone)
    {
        // Slot by slot, each beginning at a whole word; the bits past the last report are zero for all to see.
        using var released = _step.Rent(MatchPart.Slots * _shape.Words);
        SumOfLanes(groups.First.Own, released.Share.Own);
        SumOfLanes(groups.First.Next, released.Share.Next);
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            var (report, slot) = _shape.RowOf(lane);
            var word = released.Share.Slice((slot * _shape.Words) + (report / 64), 1);
            ScanShape.Put(((alone.Own[0] >> lane) & 1, (alone.Next[0] >> lane) & 1), word, report & 63);
        }

        var opened = new ulong[released.Length];
        _step.Open(released.Share, 64L * opened.Length, opened);
        var rows = new List<(int, int)>();
        for (var slot = 0; slot < MatchPart.Slots; slot++)
        {
            for (var report = 0; report < _shape.Words * 64; report++)
            {
                if (PackedBits.Bit(opened, (slot * _shape.Words * 64) + report) == 1)
                {
                    rows.Add(report < _shape.Reports ? (report, slot) : throw new ProtocolException(_step.Name, "a row came out that never went in."));
                }
            }
        }

        return rows;
    }

    private void SumOfLanes(ReadOnlySpan<ulong> groups, Span<ulong> released)
    {
        for (var word = 0; word < released.Length; word++)
        {
            foreach (var lane in groups.Slice(word * _shape.Lanes, _shape.Lanes))
            {
                released[word] ^= lane;
            }
        }
    }

    // Each lane's group draws a joint random tag, and so does each lane's row for itself: a released row gets the one that it is released by.
    private ulong[] OpenTags(List<(int Report, int Slot)> rows, SlotMatches groups, Share alone)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        using var draws = _step.Rent(2 * _shape.Lanes);
        using var tags = _step.Rent(rows.Count);
        _step.Random(draws.Share);
        var batch = Math.Max(1, PairsInBatch / draws.Length);
        for (var start = 0; start < rows.Count; start += batch)
        {
            var some = rows.GetRange(start, Math.Min(batch, rows.Count - start));
            using var choice = _step.Rent(some.Count * draws.Length);
            using var drawn = _step.Rent(choice.Length);
            Choose(some, groups, alone, choice.Share);
            LaneWords.Cycle(draws.Share, drawn.Share);
            _step.And(choice.Share, drawn.Share, choice.Share);
            for (var word = 0; word < choice.Length; word++)
            {
                tags.Share.Own[start + (word / draws.Length)] ^= choice.Share.Own[word];
                tags.Share.Next[start + (word / draws.Length)] ^= choice.Share.Next[word];
            }
        }

        var opened = new ulong[rows.Count];
        _step.Open(tags.Share, 64L * opened.Length, opened);
        return opened;
    }

    // For each row a word for each draw, all ones where it is the row's.
    private void Choose(List<(int Report, int Slot)> rows, SlotMatches groups, Share alone, Share choice)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var words = choice.Slice(row * 2 * _shape.Lanes, 2 * _shape.Lanes);
            for (var lane = 0; lane < _shape.Lanes; lane++)
            {
                ScanShape.Put(_shape.Bit(groups.OfSlot(rows[row].Slot), rows[row].Report, lane), words.Slice(lane, 1), 0);
                if (_shape.RowOf(lane) == rows[row])
                {
                    ScanShape.Put(((alone.Own[0] >> lane) & 1, (alone.Next[0] >> lane) & 1), words.Slice(_shape.Lanes + lane, 1), 0);
                }
            }
        }

        LaneWords.Fill(choice);
    }
}
