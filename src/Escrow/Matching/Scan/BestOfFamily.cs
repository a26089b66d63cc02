using Chorus.Mpc;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// One reporter counts once for what a lane names: of the matching reports of a family only the best one stays, the one with the smallest quorum,
/// then the smallest number, then the smallest handle (as in <see cref="FamilyDedupe"/>). Which reports are of one family is public.
/// </summary>
internal sealed class BestOfFamily
{
    private readonly Step _step;
    private readonly Siblings _siblings;
    private readonly int _lanes;
    private readonly int _words;

    private BestOfFamily(Step step, Siblings siblings, int lanes) =>
        (_step, _siblings, _lanes, _words) = (step, siblings, lanes, PackedBits.Words(siblings.Count));

    /// <summary>
    /// Takes out of <paramref name="matching"/> the reports that have a better one there. 2 gates for each member of a family, each other one of the largest
    /// family and each lane, and as many rounds as that family has members twice; nothing where every family has one report.
    /// </summary>
    public static void Keep(Step step, ReportColumns reports, ScanShape shape, Share matching)
    {
        var siblings = Siblings.Of(reports);
        if (siblings.Count > 0)
        {
            new BestOfFamily(step, siblings, shape.Lanes).Keep(reports, matching);
        }
    }

    private void Keep(ReportColumns reports, Share matching)
    {
        using var laterIsBetter = _step.Rent(PackedBits.Words(_siblings.Pairs.Count));
        using var members = _step.Rent(_words * _lanes);
        using var kept = _step.Rent(_words * _lanes);
        LaterIsBetter.Find(_step, reports, _siblings.Pairs, laterIsBetter.Share);
        Take(matching.Own, members.Share.Own);
        Take(matching.Next, members.Share.Next);
        members.Share.CopyTo(kept.Share);
        for (var distance = 1; distance <= _siblings.MostOthers; distance++)
        {
            DropBeaten(distance, laterIsBetter.Share, members.Share, kept.Share);
        }

        PutBack(kept.Share.Own, matching.Own);
        PutBack(kept.Share.Next, matching.Next);
    }

    // Beaten is who has a better sibling that matches too. Where there is no sibling at this distance, none matches.
    private void DropBeaten(int distance, Share laterIsBetter, Share members, Share kept)
    {
        using var better = _step.Rent(_words);
        using var betterInLane = _step.Rent(kept.Length);
        using var others = _step.Rent(kept.Length);
        FindBetter(distance, laterIsBetter, better.Share);
        LaneWords.Repeat(better.Share, betterInLane.Share);
        TakeOthers(distance, members.Own, others.Share.Own);
        TakeOthers(distance, members.Next, others.Share.Next);
        _step.And(others.Share, betterInLane.Share, others.Share);
        _step.Not(others.Share);
        _step.And(kept, others.Share, kept);
    }

    private void FindBetter(int distance, Share laterIsBetter, Share better)
    {
        var earlier = new ulong[_words];
        for (var member = 0; member < _siblings.Count; member++)
        {
            if (_siblings.Other(member, distance) is { } other)
            {
                better.Own[member >> 6] |= PackedBits.Bit(laterIsBetter.Own, other.Pair) << (member & 63);
                better.Next[member >> 6] |= PackedBits.Bit(laterIsBetter.Next, other.Pair) << (member & 63);
                earlier[member >> 6] |= (other.Member < member ? 1UL : 0) << (member & 63);
            }
        }

        for (var word = 0; word < _words; word++)
        {
            _step.XorPublic(better.Slice(word, 1), earlier[word]);
        }
    }

    private void TakeOthers(int distance, ReadOnlySpan<ulong> members, Span<ulong> others)
    {
        for (var member = 0; member < _siblings.Count; member++)
        {
            if (_siblings.Other(member, distance) is { } other)
            {
                Copy(members, other.Member, others, member);
            }
        }
    }

    private void Take(ReadOnlySpan<ulong> reports, Span<ulong> members)
    {
        for (var member = 0; member < _siblings.Count; member++)
        {
            Copy(reports, _siblings.Report(member), members, member);
        }
    }

    private void PutBack(ReadOnlySpan<ulong> members, Span<ulong> reports)
    {
        for (var member = 0; member < _siblings.Count; member++)
        {
            Copy(members, member, reports, _siblings.Report(member));
        }
    }

    // The bits of all lanes at one position to another.
    private void Copy(ReadOnlySpan<ulong> source, int from, Span<ulong> target, int to)
    {
        for (var lane = 0; lane < _lanes; lane++)
        {
            ref var word = ref target[((to >> 6) * _lanes) + lane];
            var bit = (source[((from >> 6) * _lanes) + lane] >> (from & 63)) & 1;
            word = (word & ~(1UL << (to & 63))) | (bit << (to & 63));
        }
    }
}
