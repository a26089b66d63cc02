namespace Chorus.Escrow.Matching;

/// <summary>
/// The pairs of rows that deduplication compares between the reports of a family: every slot of one with every slot of the
/// other. Whole families at a time. Most families have one report, and then none.
/// </summary>
internal sealed class FamilyPairs
{
    /// <summary>The row that comes first by (number, handle).</summary>
    public List<int> Earlier { get; } = [];

    /// <summary>The row that comes second.</summary>
    public List<int> Later { get; } = [];

    /// <summary>Which entry of <see cref="Reports"/> decides the pair.</summary>
    public List<int> Decision { get; } = [];

    /// <summary>Pairs of reports whose quorums decide.</summary>
    public List<(int Earlier, int Later)> Reports { get; } = [];

    /// <summary>All pairs, family by family, in batches of about <paramref name="most"/> pairs of rows.</summary>
    public static IEnumerable<FamilyPairs> Batches(ReportColumns reports, int most)
    {
        var batch = new FamilyPairs();
        foreach (var family in Families.Of(reports))
        {
            batch.AddFamily(reports.Count, family);
            if (batch.Earlier.Count >= most)
            {
                yield return batch;
                batch = new FamilyPairs();
            }
        }

        if (batch.Earlier.Count > 0)
        {
            yield return batch;
        }
    }

    private void AddFamily(int reports, ReadOnlySpan<int> members)
    {
        for (var i = 1; i < members.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                AddReports(reports, members[j], members[i]);
            }
        }
    }

    private void AddReports(int reports, int earlier, int later)
    {
        var decision = Reports.Count;
        Reports.Add((earlier, later));
        for (var a = 0; a < MatchPart.Slots; a++)
        {
            for (var b = 0; b < MatchPart.Slots; b++)
            {
                Earlier.Add(MatchRows.Row(reports, earlier, a));
                Later.Add(MatchRows.Row(reports, later, b));
                Decision.Add(decision);
            }
        }
    }
}
