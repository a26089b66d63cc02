using System.Buffers.Binary;
using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;

namespace Chorus.Trustee.Running;

/// <summary>
/// The reports of the last run that this trustee completed, released ones marked, so that the next run may look at what changed since only
/// (docs/protocol.md, "A small step for a small batch"). In memory only: after a restart the next run goes over all.
/// </summary>
internal sealed class LastList
{
    private const int RunIdLength = 16;

    private readonly IReadOnlyList<AgreedReport> _reports;
    private readonly ulong[] _families;

    /// <param name="run">its id, 16 bytes.</param>
    /// <param name="reports">in order of handle, those that it released marked.</param>
    /// <param name="columns">the same reports, with their depositors.</param>
    internal LastList(byte[] run, IReadOnlyList<AgreedReport> reports, ReportColumns columns)
    {
        (Run, _reports) = (run, reports);
        // Who makes keys that begin alike has more reports looked at than need be, and harms nothing else.
        _families = new ulong[reports.Count];
        for (var report = 0; report < reports.Count; report++)
        {
            _families[report] = Family(columns, report);
        }
    }

    /// <summary>
    /// The run's id, which stands for the list where the three compare theirs: whoever completed a run has the list over which the others signed. The same list
    /// would not do. Different runs may have gone over it, and then nobody need have two records of the same one.
    /// </summary>
    internal byte[] Run { get; }

    /// <summary>In the place of the id, of a trustee that has no last list.</summary>
    internal static byte[] NoRun => new byte[RunIdLength];

    /// <summary>
    /// What a scan over these reports has to look at; null if that is more than a scan takes.
    /// </summary>
    internal ScanTask? TaskOver(LoadedReports loaded)
    {
        var reports = loaded.Reports;
        var (fresh, losing) = Compare(reports);
        if (fresh.Count > ScanTask.MostTouched)
        {
            return null;
        }

        var touched = fresh.ToHashSet();
        for (var report = 0; report < reports.Count && losing.Count > 0 && touched.Count <= ScanTask.MostTouched; report++)
        {
            if (losing.Contains(Family(loaded.Columns, report)))
            {
                touched.Add(report);
            }
        }

        return touched.Count > ScanTask.MostTouched ? null : new ScanTask([.. touched.Order()], [.. reports.Select(report => report.Released)]);
    }

    private static ulong Family(ReportColumns columns, int report) => BinaryPrimitives.ReadUInt64BigEndian(columns.Family(report));

    // The reports that are not in this list as they are now, at most one more than a scan takes; and the families of those that went away or changed.
    private (List<int> Fresh, HashSet<ulong> Losing) Compare(IReadOnlyList<AgreedReport> reports)
    {
        var fresh = new List<int>();
        var losing = new HashSet<ulong>();
        var last = 0;
        for (var report = 0; report < reports.Count && fresh.Count <= ScanTask.MostTouched; report++)
        {
            for (; last < _reports.Count && _reports[last].Handle < reports[report].Handle; last++)
            {
                losing.Add(_families[last]);
            }

            var known = last < _reports.Count && _reports[last].Handle == reports[report].Handle;
            if (!known)
            {
                fresh.Add(report);
            }
            else if (!Same(_reports[last], reports[report]))
            {
                fresh.Add(report);
                losing.Add(_families[last]);
            }

            last += known ? 1 : 0;
        }

        losing.UnionWith(_families.AsSpan(last).ToArray());
        return (fresh, losing);
    }

    // The epoch is compared too: parts that were made anew share what they shared, but nobody has computed on them yet.
    private static bool Same(AgreedReport last, AgreedReport now) =>
        last.Version == now.Version && last.ReleasedIn == now.ReleasedIn && last.Epoch == now.Epoch && last.StatementHash == now.StatementHash;
}
