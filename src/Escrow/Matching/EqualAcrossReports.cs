using Chorus.Mpc;
using Chorus.Mpc.Circuits;

namespace Chorus.Escrow.Matching;

/// <summary>Which rows name the same as a row of a better report of the same family.</summary>
internal static class EqualAcrossReports
{
    // Bounds the memory of a batch to some 30 MB.
    private const int PairsInBatch = 1 << 18;

    /// <summary>
    /// Adds to <paramref name="lost"/>, a packed vector for each slot. 63 gates for each pair of rows, and some more for each row.
    /// </summary>
    /// <returns>Whether there was a pair to compare.</returns>
    public static bool Find(Step step, ReportColumns reports, Share fingerprints, Share lost)
    {
        using var across = step.Rent(lost.Length);
        var compared = false;
        foreach (var batch in FamilyPairs.Batches(reports, PairsInBatch))
        {
            MarkLosers(step, reports, batch, fingerprints, across.Share);
            compared = true;
        }

        if (compared)
        {
            using var both = step.Rent(lost.Length);
            step.And(lost, across.Share, both.Share);
            lost.Xor(across.Share);
            lost.Xor(both.Share);
        }

        return compared;
    }

    private static void MarkLosers(Step step, ReportColumns reports, FamilyPairs pairs, Share fingerprints, Share lost)
    {
        var words = PackedBits.Words(pairs.Earlier.Count);
        // First half: the later row of the pair loses. Second half: the earlier one does, its quorum being larger.
        using var losses = step.Rent(2 * words);
        var laterLoses = losses.Share.Slice(0, words);
        var earlierLoses = losses.Share.Slice(words, words);
        using var laterIsBetter = step.Rent(words);
        FindEqual(step, pairs, fingerprints, laterLoses);
        CompareQuorums(step, reports, pairs, laterIsBetter.Share);
        step.And(laterLoses, laterIsBetter.Share, earlierLoses);
        laterLoses.Xor(earlierLoses);

        var any = new AnyFlag(lost.Length * 64);
        for (var pair = 0; pair < pairs.Earlier.Count; pair++)
        {
            any.Add(Place(reports.Count, pairs.Later[pair], lost), pair);
            any.Add(Place(reports.Count, pairs.Earlier[pair], lost), (words * 64) + pair);
        }

        any.Run(step, losses.Share, lost);
    }

    // Each slot's bits begin at a whole word.
    private static int Place(int reports, int row, Share lost)
    {
        var (report, slot) = MatchRows.At(reports, row);
        return (slot * (lost.Length / MatchPart.Slots) * 64) + report;
    }

    private static void FindEqual(Step step, FamilyPairs pairs, Share fingerprints, Share equal)
    {
        var count = pairs.Earlier.Count;
        using var differences = step.Rent(count);
        var target = differences.Share;
        for (var pair = 0; pair < count; pair++)
        {
            var (earlier, later) = (pairs.Earlier[pair], pairs.Later[pair]);
            target.Own[pair] = fingerprints.Own[earlier] ^ fingerprints.Own[later];
            target.Next[pair] = fingerprints.Next[earlier] ^ fingerprints.Next[later];
        }

        Equality.IsZero(step, target, count, equal);
    }

    private static void CompareQuorums(Step step, ReportColumns reports, FamilyPairs pairs, Share laterIsBetter)
    {
        using var decisions = step.Rent(PackedBits.Words(pairs.Reports.Count));
        LaterIsBetter.Find(step, reports, pairs.Reports, decisions.Share);
        for (var pair = 0; pair < pairs.Decision.Count; pair++)
        {
            var decision = pairs.Decision[pair];
            laterIsBetter.Own[pair >> 6] |= PackedBits.Bit(decisions.Share.Own, decision) << (pair & 63);
            laterIsBetter.Next[pair >> 6] |= PackedBits.Bit(decisions.Share.Next, decision) << (pair & 63);
        }
    }
}
