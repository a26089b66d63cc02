using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;
using Chorus.Simulation.Tests.World;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>What the site's own database has to hold, and what has to be on desks, compared with the plain reference.</summary>
internal sealed class Desks(Circle circle, SimulatedSite site, List<SimulatedReport> reports, Way way)
{
    private readonly HashSet<(Handle Handle, uint Version)> _known = [];
    private readonly HashSet<(Handle Handle, uint Version)> _due = [];
    private readonly HashSet<(Handle Handle, uint Version)> _seen = [];

    /// <summary>Lets the site ask the trustees for releases, and compares.</summary>
    /// <param name="released">what two trustees gave records of.</param>
    /// <param name="reachesAll">whether the site reaches all three.</param>
    internal void Fetch(HashSet<(Handle Handle, uint Version)> released, bool reachesAll)
    {
        site.Fetch();
        var now = site.OnDesks();
        now.Except(released).ShouldBeEmpty("something is on a desk that the rule does not release");
        _seen.Except(now).ShouldBeEmpty("something that was released is on no desk any more");
        _seen.UnionWith(now);
        _due.UnionWith(released.Except(_known));
        _known.UnionWith(released);
        // What was changed or withdrawn before its records were fetched is gone at the trustees or at the site, and what the site gave up as abandoned
        // before it was released has nothing to pass on.
        _due.IntersectWith(reports.Select(report => report.Counting).OfType<SimulatedVersion>().Select(version => version.Name).Intersect(site.Held()));
        if (reachesAll)
        {
            _due.Except(now).ShouldBeEmpty("something that the rule releases is on no desk");
        }

        CheckHeld();
    }

    /// <summary>What was acknowledged is there, and what was withdrawn is not, unless it was passed on.</summary>
    internal void CheckHeld()
    {
        var held = site.Held();
        foreach (var report in reports)
        {
            if (report.WithdrawalSeen)
            {
                held.Where(version => version.Handle == report.Handle && !_seen.Contains(version)).ShouldBeEmpty($"the site holds report {report.Id}, which was withdrawn");
            }
            else if (report.Withdrawal is null && way.NewestDone(report) is { } version)
            {
                held.ShouldContain(name => name.Handle == report.Handle && name.Version >= version.Number, $"the site lost report {report.Id}");
            }
        }
    }

    /// <summary>What its reporter is shown is the newest version that was acknowledged to her.</summary>
    internal void CheckShown(SimulatedReport report) =>
        site.LookUp(report.Reporter.Keys)[report.Handle].ShouldBe(way.NewestDone(report)!.Sealed.Signed.Bytes, $"the site shows another version of report {report.Id}");

    /// <summary>Everything on a desk opens with the organisation's key and the records of two trustees, and is what was written.</summary>
    internal void CheckOpens()
    {
        foreach (var (handle, number) in _seen)
        {
            var (sealedReport, first, second) = site.Released(handle, number);
            new ReportOpener(circle.Manifest, Reporter.FingerprintOf).TryOpen(circle.Recipient, sealedReport, first, second, out var opened, out var fault)
                .ShouldBeTrue(fault.ToString());
            opened!.Document.Answers["story"]!.Text.ShouldBe(Reporter.Story);
        }
    }
}
