namespace Chorus.Tests.Matching;

/// <summary>
/// The release rule straight from its definition, with no sorting and no ranks: for one identifier, of every
/// reporter the best report only, and of these the largest set in which every member's quorum is at most the size of
/// the set, found by trying all sets.
/// </summary>
internal static class ReleaseDefinition
{
    /// <summary>The released (report id, slot) in their groups.</summary>
    public static List<List<(int Report, int Slot)>> Groups(IReadOnlyList<PlainReport> reports)
    {
        var groups = new List<List<(int, int)>>();
        var values = reports.SelectMany(report => report.Slots).Distinct();
        foreach (var value in values)
        {
            var holders = Holders(reports, value);
            var best = holders.Where(row => !holders.Any(other => IsBetter(other, row))).ToList();
            groups.Add(Largest(best));
            // The others are groups of their own.
            groups.AddRange(holders.Except(best).Select(row => Largest([row])));
        }

        return [.. groups.Where(group => group.Count > 0)];

        static List<(int, int)> Largest(List<(PlainReport Report, int Slot)> rows) =>
            [.. LargestSet(rows).Select(row => (row.Report.Id, row.Slot))];
    }

    private static List<(PlainReport Report, int Slot)> Holders(IReadOnlyList<PlainReport> reports, ulong value) =>
        [.. from report in reports
            from slot in Enumerable.Range(0, 4)
            where report.Slots[slot] == value
            select (report, slot)];

    private static bool IsBetter((PlainReport Report, int Slot) a, (PlainReport Report, int Slot) b) =>
        a.Report.Family == b.Report.Family
        && (a.Report.Code, a.Report.Number, a.Report.Id, a.Slot).CompareTo((b.Report.Code, b.Report.Number, b.Report.Id, b.Slot)) < 0;

    private static List<(PlainReport Report, int Slot)> LargestSet(List<(PlainReport Report, int Slot)> rows)
    {
        List<(PlainReport, int)> largest = [];
        for (var members = 0; members < 1 << rows.Count; members++)
        {
            var set = rows.Where((_, i) => ((members >> i) & 1) == 1).ToList();
            if (set.Count > largest.Count && set.All(row => row.Report.Quorum != PlainReport.Keep && row.Report.Quorum <= set.Count))
            {
                largest = set;
            }
        }

        return largest;
    }
}
