using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>Which slots of which reports name what a lane names. Of equal slots of one report only the first counts.</summary>
internal sealed class SlotMatches : IDisposable
{
    private readonly ShareBuffer _first;
    private readonly ShareBuffer _any;
    private readonly ScanShape _shape;

    private SlotMatches(Step step, ScanShape shape)
    {
        _shape = shape;
        _first = step.Rent(MatchPart.Slots * shape.Length);
        _any = step.Rent(shape.Length);
    }

    /// <summary>Four vectors, one for each slot: the report's first slot that names what the lane names.</summary>
    public Share First => _first.Share;

    /// <summary>The report names in some slot what the lane names.</summary>
    public Share Any => _any.Share;

    /// <summary>One slot's vector of <see cref="First"/>.</summary>
    public Share OfSlot(int slot) => First.Slice(slot * _shape.Length, _shape.Length);

    /// <summary>Compares every row with every lane; 63 gates for each such pair and 4 for each report and lane.</summary>
    public static SlotMatches Find(Step step, ReportColumns reports, ScanShape shape)
    {
        var matches = new SlotMatches(step, shape);
        matches.Compare(step, reports);
        matches.KeepFirst(step);
        return matches;
    }

    /// <summary>Keeps in <see cref="First"/> the reports of a vector; 4 gates for each report and lane.</summary>
    public void KeepIn(Step step, Share reports)
    {
        using var mask = step.Rent(First.Length);
        LaneWords.Cycle(reports, mask.Share);
        step.And(First, mask.Share, First);
    }

    public void Dispose()
    {
        _first.Dispose();
        _any.Dispose();
    }

    private void Compare(Step step, ReportColumns reports)
    {
        // Each slot's rows begin at a whole word.
        var stride = _shape.Words * 64;
        using var rows = step.Rent(MatchPart.Slots * stride);
        using var values = step.Rent(_shape.Lanes);
        for (var slot = 0; slot < MatchPart.Slots; slot++)
        {
            reports.CopySlot(slot, rows.Share.Slice(slot * stride, _shape.Reports));
        }

        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            var (report, slot) = _shape.RowOf(lane);
            rows.Share.Slice((slot * stride) + report, 1).CopyTo(values.Share.Slice(lane, 1));
        }

        CrossEquality.Find(step, rows.Share, values.Share, First);
        ClearPast();
    }

    // What fills a slot up to a whole word is no report, whatever it equals.
    private void ClearPast()
    {
        var last = _shape.Reports % 64;
        for (var slot = 0; slot < MatchPart.Slots && last != 0; slot++)
        {
            PackedBits.Keep(OfSlot(slot).Slice(_shape.Length - _shape.Lanes, _shape.Lanes), (1UL << last) - 1);
        }
    }

    // First within slots 0 and 1 and within 2 and 3, then slots 2 and 3 behind 0 and 1.
    private void KeepFirst(Step step)
    {
        var length = _shape.Length;
        using var batch = new AndBatch(step, length, 2);
        var (zeroAndOne, twoAndThree) = (batch.Add(OfSlot(0), OfSlot(1)), batch.Add(OfSlot(2), OfSlot(3)));
        batch.Run();
        OfSlot(1).Xor(batch[zeroAndOne]);
        OfSlot(3).Xor(batch[twoAndThree]);
        batch.Clear();
        OfSlot(0).CopyTo(Any);
        Any.Xor(OfSlot(1));
        var (anyAndTwo, anyAndThree) = (batch.Add(Any, OfSlot(2)), batch.Add(Any, OfSlot(3)));
        batch.Run();
        OfSlot(2).Xor(batch[anyAndTwo]);
        OfSlot(3).Xor(batch[anyAndThree]);
        Any.Xor(OfSlot(2));
        Any.Xor(OfSlot(3));
    }
}
