using Chorus.Cli.Generate;

namespace Chorus.Cli.Match;

/// <summary>Makes the output of a run from opened rows, and remembers who was released.</summary>
internal sealed class ReleasedGroups
{
    private readonly HashSet<string> _released = new(StringComparer.Ordinal);

    public bool Contains(string report) => _released.Contains(report);

    /// <summary>
    /// One line for each set of reports that some identifier released with somebody new in it, with all kinds that released this
    /// set; in order of the reports. Padding, which a quorum of 1 releases with the rest, is nobody's identifier and gives no line.
    /// </summary>
    public IReadOnlyList<GroupLine> Lines(int run, IReadOnlyCollection<OpenedRow> rows)
    {
        var kindsOf = new SortedDictionary<string, (string[] Set, SortedSet<string> Kinds)>(StringComparer.Ordinal);
        foreach (var group in rows.Where(row => row.Kind is not null).GroupBy(row => row.Tag))
        {
            string[] set = [.. group.Select(row => row.Report).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (Array.TrueForAll(set, _released.Contains))
            {
                continue;
            }
            // An id may hold any character, so the key is JSON's.
            var key = System.Text.Json.JsonSerializer.Serialize(set);
            if (!kindsOf.TryGetValue(key, out var line))
            {
                kindsOf.Add(key, line = (set, new SortedSet<string>(StringComparer.Ordinal)));
            }
            line.Kinds.UnionWith(group.Select(row => row.Kind!));
        }

        List<GroupLine> lines = [.. kindsOf.Values.Select(line =>
            new GroupLine(run, line.Set, [.. line.Set.Where(id => !_released.Contains(id))], [.. line.Kinds]))];
        _released.UnionWith(rows.Select(row => row.Report));
        return lines;
    }
}
