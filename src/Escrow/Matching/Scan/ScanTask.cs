namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// What a scan over a list has to look at, beside what is in the list. Public: every trustee finds it by comparing the list with
/// that of the last completed run.
/// </summary>
/// <param name="Touched">
/// Indexes of reports, rising: all that may be in a group that releases somebody new. These are the reports that were not in the last list as
/// they are now, and all reports of a family that lost one since (docs/protocol.md).
/// </param>
/// <param name="Released">For each report of the list, whether it was released before.</param>
public sealed record ScanTask(IReadOnlyList<int> Touched, IReadOnlyList<bool> Released)
{
    /// <summary>The most reports that one scan looks at.</summary>
    public const int MostTouched = MostLanes / MatchPart.Slots;

    /// <summary>Rows that are compared with all: a word has a bit for each.</summary>
    internal const int MostLanes = 64;

    /// <summary>The reports from 64 * <paramref name="word"/> on that were not released before, a bit for each.</summary>
    internal ulong NotReleased(int word)
    {
        var bits = 0UL;
        for (var report = word * 64; report < Math.Min(Released.Count, (word + 1) * 64); report++)
        {
            bits |= (Released[report] ? 0UL : 1UL) << (report & 63);
        }

        return bits;
    }

    /// <summary>Whether this fits a list of so many reports.</summary>
    internal bool Fits(int reports)
    {
        if (Touched.Count > MostTouched || Released.Count != reports)
        {
            return false;
        }

        var last = -1;
        foreach (var report in Touched)
        {
            if (report <= last || report >= reports)
            {
                return false;
            }

            last = report;
        }

        return true;
    }
}
