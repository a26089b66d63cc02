using Chorus.Escrow.Matching.Scan;

namespace Chorus.Tests.Matching.Scan;

/// <summary>
/// A set of reports over time as the trustees see it in public: what is new since the last run, which reports are gone, who was released.
/// </summary>
internal sealed class PlainHistory
{
    private Dictionary<int, PlainReport> _last = [];
    private HashSet<PlainReport> _released = [];

    /// <summary>What is held now, by id.</summary>
    public SortedDictionary<int, PlainReport> Held { get; } = [];

    /// <summary>In order of ids.</summary>
    public IReadOnlyList<PlainReport> Reports => [.. Held.Values];

    /// <summary>
    /// What a scan has to look at, found as docs/protocol.md says and not by the code under test: reports that were not there before as they
    /// are, and all of a family that lost one.
    /// </summary>
    public ScanTask Task()
    {
        var reports = Reports;
        var losing = _last.Values.Where(report => !reports.Contains(report)).Select(report => report.Family).ToHashSet();
        return new ScanTask(
            [.. Enumerable.Range(0, reports.Count).Where(i => losing.Contains(reports[i].Family) || !_last.ContainsValue(reports[i]))],
            [.. reports.Select(_released.Contains)]);
    }

    /// <summary>The groups that a run over all would release, of which somebody was not released before, each as its rows.</summary>
    public List<string> NewGroups()
    {
        var byId = Held;
        return [.. ReleaseDefinition.Groups(Reports)
            .Where(group => group.Any(row => !_released.Contains(byId[row.Report])))
            .Select(Text)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>A run over what is held now was completed.</summary>
    public void Complete()
    {
        foreach (var (report, _) in ReleaseDefinition.Groups(Reports).SelectMany(group => group))
        {
            _released.Add(Held[report]);
        }

        _last = new Dictionary<int, PlainReport>(Held);
    }

    public static string Text(IEnumerable<(int Report, int Slot)> group) => string.Join(' ', group.Order().Select(row => $"{row.Report}/{row.Slot}"));
}
