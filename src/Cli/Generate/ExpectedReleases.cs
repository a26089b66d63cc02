namespace Chorus.Cli.Generate;

/// <summary>A line of the output: a group in which a run releases somebody new. All lists sorted.</summary>
internal sealed record GroupLine(int Run, IReadOnlyList<string> Reports, IReadOnlyList<string> New, IReadOnlyList<string> Kinds);

/// <summary>
/// The release rule on a stream whose truths are known: what a match of it has to give. Written down as the rule is worded, with
/// neither canonical forms nor shares in it, so that agreement means something.
/// </summary>
internal sealed class ExpectedReleases
{
    private readonly Dictionary<string, (Entry.Report Report, int Order)> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _released = new(StringComparer.Ordinal);
    private int _run;
    private int _order;

    /// <summary>Takes the next line of the stream; a run gives its lines.</summary>
    public IReadOnlyList<GroupLine> Next(Entry entry)
    {
        switch (entry)
        {
            case Entry.Report report:
                _kept.Add(report.Id, (report, _order++));
                return [];
            case Entry.Withdraw withdraw when !_released.Contains(withdraw.Id):
                _kept.Remove(withdraw.Id);
                return [];
            case Entry.Run:
                return Run();
            default:
                return [];
        }
    }

    /// <summary>The largest q with the q-th smallest quorum at most q: that many of the sorted quorums are released.</summary>
    internal static int LargestMet(IReadOnlyList<int> sortedQuorums)
    {
        for (var q = sortedQuorums.Count; q > 0; q--)
        {
            if (sortedQuorums[q - 1] <= q)
            {
                return q;
            }
        }
        return 0;
    }

    private List<GroupLine> Run()
    {
        _run++;
        var rows = new Dictionary<Truth, List<(Entry.Report Report, int Order)>>(ReferenceEqualityComparer.Instance);
        foreach (var (report, order) in _kept.Values)
        {
            foreach (var truth in report.Quorum is null ? [] : report.Respondent.Select(named => named.Truth))
            {
                if (!rows.TryGetValue(truth, out var list))
                {
                    rows.Add(truth, list = []);
                }
                list.Add((report, order));
            }
        }

        var kindsOf = new Dictionary<string, (string[] Set, SortedSet<string> Kinds)>(StringComparer.Ordinal);
        foreach (var (truth, named) in rows)
        {
            foreach (var group in Groups(named))
            {
                string[] set = [.. group.Take(LargestMet([.. group.Select(report => report.Quorum!.Value)])).Select(report => report.Id).Order(StringComparer.Ordinal)];
                if (Array.TrueForAll(set, _released.Contains))
                {
                    continue;
                }
                var key = string.Join(' ', set);
                if (!kindsOf.TryGetValue(key, out var line))
                {
                    kindsOf.Add(key, line = (set, new SortedSet<string>(StringComparer.Ordinal)));
                }
                line.Kinds.Add(truth.Kind);
            }
        }

        List<GroupLine> lines = [.. kindsOf.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            new GroupLine(_run, pair.Value.Set, [.. pair.Value.Set.Where(id => !_released.Contains(id))], [.. pair.Value.Kinds]))];
        _released.UnionWith(lines.SelectMany(line => line.New));
        return lines;
    }

    /// <summary>One report of each reporter, the best first; each further one is a group of its own.</summary>
    private static IEnumerable<IReadOnlyList<Entry.Report>> Groups(List<(Entry.Report Report, int Order)> named)
    {
        var counted = new List<Entry.Report>(named.Count);
        var reporters = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (report, _) in named.OrderBy(row => row.Report.Quorum).ThenBy(row => row.Order))
        {
            if (reporters.Add(report.Reporter))
            {
                counted.Add(report);
            }
            else
            {
                yield return [report];
            }
        }
        yield return counted;
    }
}
