using System.Buffers.Binary;

namespace Chorus.Escrow.Matching;

/// <summary>
/// The pairs of rows that deduplication compares, for whole families at a time: within a report each slot with each,
/// and between two reports of a family every slot of one with every slot of the other.
/// </summary>
internal sealed class FamilyPairs
{
    /// <summary>The row that comes first by (number, handle, slot).</summary>
    public List<int> Earlier { get; } = [];

    /// <summary>The row that comes second.</summary>
    public List<int> Later { get; } = [];

    /// <summary>Which entry of <see cref="Reports"/> decides the pair; -1 within one report, where the later slot loses.</summary>
    public List<int> Decision { get; } = [];

    /// <summary>Pairs of reports whose quorums decide.</summary>
    public List<(int Earlier, int Later)> Reports { get; } = [];

    /// <summary>All pairs, family by family, in batches of about <paramref name="most"/> pairs of rows.</summary>
    public static IEnumerable<FamilyPairs> Batches(IReadOnlyList<HeldReport> reports, int most)
    {
        var order = InOrder(reports);
        var batch = new FamilyPairs();
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && SameFamily(reports[order[start]], reports[order[end]]))
            {
                end++;
            }

            batch.AddFamily(order.AsSpan(start, end - start));
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

    private void AddFamily(ReadOnlySpan<int> members)
    {
        for (var i = 0; i < members.Length; i++)
        {
            AddSlots(members[i]);
            for (var j = 0; j < i; j++)
            {
                AddReports(members[j], members[i]);
            }
        }
    }

    private void AddSlots(int report)
    {
        for (var later = 1; later < MatchPart.Slots; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                Add((report * MatchPart.Slots) + earlier, (report * MatchPart.Slots) + later, -1);
            }
        }
    }

    private void AddReports(int earlier, int later)
    {
        var decision = Reports.Count;
        Reports.Add((earlier, later));
        for (var a = 0; a < MatchPart.Slots; a++)
        {
            for (var b = 0; b < MatchPart.Slots; b++)
            {
                Add((earlier * MatchPart.Slots) + a, (later * MatchPart.Slots) + b, decision);
            }
        }
    }

    private void Add(int earlier, int later, int decision)
    {
        Earlier.Add(earlier);
        Later.Add(later);
        Decision.Add(decision);
    }

    // By family, number and handle. Almost all families differ in their first 8 bytes, so those are sorted as numbers
    // and only rows in which they are equal are compared in full.
    private static int[] InOrder(IReadOnlyList<HeldReport> reports)
    {
        var order = new int[reports.Count];
        var prefixes = new ulong[reports.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            prefixes[i] = BinaryPrimitives.ReadUInt64BigEndian(reports[i].Family.Span);
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

    private static bool SameFamily(HeldReport a, HeldReport b) => a.Family.Span.SequenceEqual(b.Family.Span);

    // The list is in order of handles, so the index stands for the handle.
    private static int Compare(IReadOnlyList<HeldReport> reports, int a, int b)
    {
        var byFamily = reports[a].Family.Span.SequenceCompareTo(reports[b].Family.Span);
        if (byFamily != 0)
        {
            return byFamily;
        }

        var byNumber = reports[a].Number.CompareTo(reports[b].Number);
        return byNumber != 0 ? byNumber : a.CompareTo(b);
    }
}
