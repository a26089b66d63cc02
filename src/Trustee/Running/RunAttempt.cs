using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;
using Chorus.Mpc;
using Chorus.Mpc.Links;
using Chorus.Sealing;
using Chorus.Trustee.Refreshing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>
/// One trustee's way through one run (docs/formats/trustee-api.md): pairwise keys, agreement on the list, the computation,
/// the release list that all three sign, and the records for the site.
/// </summary>
internal sealed class RunAttempt(TrusteeCore core, RunLinks links)
{
    // Numbers differ between honest trustees by the runs that one of them did not complete. A number far ahead is not
    // taken: numbers end at 2^32, and a single trustee could use them up for all. By so
    // few at a time it takes four million runs, nearly eight years with one a minute.
    private const uint MostAhead = 1 << 10;

    private const string ReleaseListStep = "release list";

    private readonly Manifest _manifest = core.Manifests.Newest;

    internal RunReport Execute()
    {
        core.BeginRun();
        try
        {
            return Run();
        }
        catch (RunAbortedException e)
        {
            return Aborted(e.Message);
        }
        catch (MatchAbortedException e)
        {
            return Aborted(e.Message);
        }
        catch (LinkException e)
        {
            return Aborted(e.Message);
        }
    }

    private RunReport Run()
    {
        var (withNext, withPrevious) = PairKeys.Agree(links, _manifest.Deployment);
        try
        {
            // Before the list: a refresh that was interrupted is completed or given up first, so that all parts are of one epoch.
            EpochSettlement.Run(links, core.Epochs);
            var agreed = ListAgreement.Agree(core, links, core.List());
            var hash = AgreedList.Hash(_manifest.Deployment, agreed);
            var last = core.LastList;
            var (number, unchanged, sameLast) = AgreeNumber(agreed, hash, last);
            if (unchanged)
            {
                return new RunReport(RunEnd.Unchanged, Hour.Now(core.Time), 0, "Nothing changed since the last run, so there was nothing to compute.", null);
            }

            var loaded = Load(agreed);
            HoldingCheck.Run(links, (withNext, withPrevious), _manifest.Deployment, AgreedList.Hash(_manifest.Deployment, loaded.Reports), loaded.PartsWithNext, loaded.PartsWithPrevious);
            core.Settle(loaded.Reports);
            var meter = new Meter(core.Time);
            using var session = Session.Open(new Seat(links.Party, links.Next, links.Previous, withNext, withPrevious), meter);
            var outcome = MatchRun.Execute(session, loaded.Columns, sameLast ? Scan(last!, loaded) : null);
            return Release(loaded, outcome, number);
        }
        finally
        {
            Digest.Erase(withNext);
            Digest.Erase(withPrevious);
        }
    }

    /// <summary>The run's number, whether all three say that the list is that of their last run, and whether all three remember the list of the same last run.</summary>
    private (uint Number, bool Unchanged, bool SameLast) AgreeNumber(List<AgreedReport> agreed, byte[] hash, LastList? lastList)
    {
        var same = agreed.Count == 0 || (core.LastCompleted is { } last && last.List.AsSpan().SequenceEqual(hash));
        const string Step = "run number";
        var number = core.NextRunNumber();
        var lastRun = lastList?.Run ?? LastList.NoRun;
        var (next, previous) = links.Exchange(Step, new ByteWriter().U32(number).U8(same ? 1 : 0).Bytes(lastRun).ToArray());
        var unchanged = same && next[4] == 1 && previous[4] == 1;
        var sameLast = lastList is not null && next.AsSpan(5).SequenceEqual(lastRun) && previous.AsSpan(5).SequenceEqual(lastRun);
        var highest = number;
        foreach (var (other, message) in new[] { (links.NextParty, next), (links.PreviousParty, previous) })
        {
            var theirs = new ByteReader(message).U32();
            if (theirs > (ulong)number + MostAhead)
            {
                throw new RunAbortedException(Step, other, $"it would number the run {theirs} where this trustee is at {number}");
            }

            highest = Math.Max(highest, theirs);
        }

        return (highest, unchanged, sameLast);
    }

    /// <summary>What to scan for, since the three remember the same list; null where a run over all is cheaper. Made of what all three have agreed on.</summary>
    private static ScanTask? Scan(LastList last, LoadedReports loaded) =>
        last.TaskOver(loaded) is { } task && ScanCost.IsLess(loaded.Reports.Count, task.Touched.Count) ? task : null;

    /// <summary>Reads the parts; what any of the three cannot read any more, because it was withdrawn meanwhile, stays out at all three.</summary>
    private LoadedReports Load(List<AgreedReport> agreed)
    {
        var loaded = LoadedReports.Read(core, agreed);
        loaded.Remove(ListAgreement.ExchangeHandles(core, links, "reports withdrawn meanwhile", loaded.Missing));
        return loaded;
    }

    private RunReport Release(LoadedReports loaded, RunOutcome outcome, uint number)
    {
        var agreed = loaded.Reports;
        var withdrawn = ListAgreement.ExchangeHandles(core, links, "reports withdrawn during the run", core.WithdrawnInRun());
        var list = ReleaseList.Of(agreed, [.. outcome.Released.Select(row => (row.Report, row.Slot, row.Tag))], withdrawn);
        var records = Records(list, outcome.RunId, number);
        Countersign(list, outcome.RunId, number, withdrawn);

        List<(Handle Handle, uint Version)> first = [.. list.Reports.Where(r => !r.Report.Released).Select(r => (r.Report.Handle, r.Report.Version))];
        var released = first.Select(v => v.Handle).ToHashSet();
        List<AgreedReport> marked = [.. agreed.Select(r => released.Contains(r.Handle) ? r with { ReleasedIn = number } : r)];
        // A group that was left out has to come up again, even if the lists do not change, and in a run over all.
        var after = withdrawn.Count > 0 ? new byte[Digest.Length] : AgreedList.Hash(_manifest.Deployment, marked);
        core.Complete(new StoredRun(number, Hour.Now(core.Time), after), records, first, withdrawn.Count > 0 ? null : new LastList(outcome.RunId, marked, loaded.Columns));
        return new RunReport(
            RunEnd.Completed,
            Hour.Now(core.Time),
            number,
            $"Run {number} is complete: {agreed.Count} reports took part, {first.Count} were released.",
            outcome);
    }

    /// <summary>This trustee's records, of the parts that it reads once more: few of many reports are released.</summary>
    private List<NewRelease> Records(ReleaseList list, byte[] run, uint number)
    {
        var versions = core.Load([.. list.Reports.Select(released => released.Report)]);
        return versions.Contains(null)
            ? throw WithdrawnBeforeSigned()
            : ReleaseRecords.Make(core.Keys, _manifest.Deployment, run, number, list, versions!);
    }

    private static RunAbortedException WithdrawnBeforeSigned() =>
        new(ReleaseListStep, null, "a report of the list was withdrawn before it was signed; the next run goes without it");

    /// <summary>Signs the list, and goes on only with both others' signatures of the same one.</summary>
    private void Countersign(ReleaseList list, byte[] run, uint number, IReadOnlySet<Handle> withdrawn)
    {
        var signature = core.Sign(list, list.Signed(_manifest.Deployment, run, number, links.Party), withdrawn) ?? throw WithdrawnBeforeSigned();
        var (next, previous) = links.Exchange(ReleaseListStep, signature);
        foreach (var (other, theirs) in new[] { (links.NextParty, next), (links.PreviousParty, previous) })
        {
            if (!SigningKey.Verify(_manifest.Trustees[other].SigningKey, list.Signed(_manifest.Deployment, run, number, other), theirs))
            {
                throw new RunAbortedException(ReleaseListStep, other, "it signed another list, or the number of the run differs");
            }
        }
    }

    private RunReport Aborted(string reason) =>
        new(RunEnd.Aborted, Hour.Now(core.Time), 0, $"The run was aborted and released nothing; the next one tries again. {reason}", null);
}
