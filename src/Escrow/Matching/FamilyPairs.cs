using System.Buffers.Binary;

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
        var order = InOrder(reports);
        var batch = new FamilyPairs();
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && reports.Family(order[start]).SequenceEqual(reports.Family(order[end])))
            {
                end++;
            }

            batch.AddFamily(reports.Count, order.AsSpan(start, end - start));
            start = end;
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

    // By family, number and handle. Almost all families differ in their first 8 bytes, so those are sorted as numbers
    // and only rows in which they are equal are compared in full.
    private static int[] InOrder(ReportColumns reports)
    {
        var order = new int[reports.Count];
        var prefixes = new ulong[reports.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            prefixes[i] = BinaryPrimitives.ReadUInt64BigEndian(reports.Family(i));
        }

        Array.Sort(prefixes, order);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && prefixes[end] == prefixes[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort((a, b) => Compare(reports, a, b));
            }

            start = end;
        }

        return order;
    }

    // The list is in order of handles, so the index stands for the handle.
    private static int Compare(ReportColumns reports, int a, int b)
    {
        var byFamily = reports.Family(a).SequenceCompareTo(reports.Family(b));
        if (byFamily != 0)
        {
            return byFamily;
        }

        var byNumber = reports.Number(a).CompareTo(reports.Number(b));
        return byNumber != 0 ? byNumber : a.CompareTo(b);
    }
}
