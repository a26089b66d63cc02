using Chorus.Mpc;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// A run for a few new reports among many old ones: the rows of touched reports are compared with all rows, in place of sorting all. It releases, of
/// all groups that the rule releases, those in which somebody was not released before; the others the trustees gave out already
/// (docs/protocol.md, "A small step for a small batch"). Opened is nothing but these rows and their tags: not what a touched row
/// equals where nothing new comes of it, also not a released group that it joins without being released.
/// </summary>
internal static class ScanRun
{
    // 4 million gates in 3 MB, with 4 MB for their proof.
    private const int Transcript = 1 << 16;

    public static ReleasedRow[] Run(Session session, ReportColumns reports, ScanTask task)
    {
        var shape = new ScanShape(reports.Count, task.Touched);
        if (shape.Lanes == 0)
        {
            return [];
        }

        using var matches = Compare(session, reports, shape);
        using var alone = Trigger(session, reports, shape, task, matches);
        using var step = session.Begin("open", Transcript);
        return NewRows.Open(step, shape, matches, alone.Share);
    }

    private static SlotMatches Compare(Session session, ReportColumns reports, ScanShape shape)
    {
        using var step = session.Begin("compare", Transcript);
        var matches = SlotMatches.Find(step, reports, shape);
        step.Verify();
        return matches;
    }

    private static ShareBuffer Trigger(Session session, ReportColumns reports, ScanShape shape, ScanTask task, SlotMatches matches)
    {
        using var step = session.Begin("trigger", Transcript);
        using var limits = step.Rent(QuorumLimits.Highest * shape.Words);
        using var counted = step.Rent(shape.Length);
        using var released = step.Rent(shape.Length);
        matches.Any.CopyTo(counted.Share);
        BestOfFamily.Keep(step, reports, shape, counted.Share);
        QuorumLimits.Find(step, reports, limits.Share);
        GroupRelease.Find(step, shape, limits.Share, counted.Share, released.Share);
        var alone = LoneRows.Find(step, shape, task, limits.Share, counted.Share, matches);
        NewGroups.Keep(step, shape, task, matches, released.Share);
        matches.KeepIn(step, released.Share);
        step.Verify();
        return alone;
    }
}
