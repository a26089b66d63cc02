using Chorus.Escrow.Matching.Scan;
using Chorus.Mpc;
using Chorus.Mpc.Links;
using Chorus.Mpc.Shuffling;
using Chorus.Mpc.Sorting;

namespace Chorus.Escrow.Matching;

/// <summary>
/// One run of the private matching, as one of the three trustees carries it out (docs/protocol.md): from shares of
/// fingerprints and quorums to the rows that the release rule releases. Opened are the outcomes of comparisons in
/// the sort, which are those of a uniformly random permutation, the bit `released` of rows in an order that nobody
/// knows, and index and tag of the rows where it is 1. Nothing else. Where few reports came to many that went through a run before, a scan does with less
/// (<see cref="ScanTask"/>) and opens no more.
/// </summary>
public static class MatchRun
{
    /// <summary>The most reports that one run takes.</summary>
    public const int MostReports = 1 << 22;

    /// <summary>
    /// Runs over <paramref name="reports"/>, the same list at all three. With a <paramref name="task"/>, also the same at all three, it looks only for groups in which
    /// somebody was not released before, and gives only those. Blocks the calling thread until the run is over.
    /// </summary>
    /// <exception cref="ArgumentException">The reports are not in order, or the task names more than <see cref="ScanTask.MostTouched"/> reports, or does not fit the list.</exception>
    /// <exception cref="MatchAbortedException">A link failed, or what the trustees hold does not fit together.</exception>
    public static RunOutcome Execute(Session session, ReportColumns reports, ScanTask? task = null)
    {
        if (task?.Fits(reports.Count) == false)
        {
            throw new ArgumentException($"A scan takes at most {ScanTask.MostTouched} reports of the list, in rising order, and a mark for each report of the list.", nameof(task));
        }

        if (!reports.IsInOrder())
        {
            throw ReportColumns.OutOfOrder(nameof(reports));
        }

        try
        {
            Agreement.Run(session, reports, task);
            var released = reports.Count == 0 ? [] : task is null ? Match(session, reports) : ScanRun.Run(session, reports, task);
            return new RunOutcome(session.RunId, session.Mode, released, Stats(session.Meter, reports.Count));
        }
        catch (LinkException broken)
        {
            throw MatchAbortedException.From(broken);
        }
        catch (ProtocolException mismatch)
        {
            throw MatchAbortedException.From(mismatch);
        }
    }

    private static ReleasedRow[] Match(Session session, ReportColumns reports)
    {
        var rows = MatchRows.Build(session, reports);
        using (var step = session.Begin("shuffle"))
        {
            Shuffle.Run(step, rows);
        }

        using (var step = session.Begin("sort"))
        {
            Sort.Run(step, rows, MatchRows.LowBits(rows.Count));
        }

        Groups.Release(session, rows);
        return ReleasedRows.Open(session, rows);
    }

    private static RunStats Stats(Meter meter, int reports) => new(
        reports * MatchPart.Slots, meter.BytesSent, meter.Messages, meter.AndGates, meter.Rounds, [.. meter.Phases]);
}
