using System.Buffers.Binary;

namespace Chorus.Escrow.Matching;

/// <summary>Which reports of a list are by the same depositor. Public.</summary>
internal static class Families
{
    /// <summary>Indexes of reports, family by family, each family in order of (number, handle).</summary>
    public static IEnumerable<ArraySegment<int>> Of(ReportColumns reports)
    {
        var order = InOrder(reports);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && reports.Family(order[start]).SequenceEqual(reports.Family(order[end])))
            {
                end++;
            }

            yield return new ArraySegment<int>(order, start, end - start);
            start = end;
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
