using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;
using Chorus.Tests.Mpc;

namespace Chorus.Tests.Matching.Scan;

/// <summary>Runs the real code over plain reports, as a scan.</summary>
internal static class ScanRuns
{
    public static RunOutcome[] Run(IReadOnlyList<PlainReport> reports, ScanTask task, int seed)
    {
        var lists = SharedReports.Split(reports, new Random(seed));
        return Trio.Run(seed, session => MatchRun.Execute(session, ReportColumns.Of(lists[session.Party]), task));
    }

    /// <summary>The released groups, each as its rows (report id, slot).</summary>
    public static List<string> Groups(IReadOnlyList<PlainReport> reports, RunOutcome outcome) =>
        [.. outcome.Released.GroupBy(row => row.Tag)
            .Select(group => PlainHistory.Text(group.Select(row => (reports[row.Report].Id, row.Slot))))
            .Order(StringComparer.Ordinal)];
}
