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
    // taken: numbers end at 2^32, and a single trustee could use them up for all.
    private const uint MostAhead = 1 << 16;

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

            var (reports, parts) = LoadParts(agreed);
            HoldingCheck.Run(links, (withNext, withPrevious), _manifest.Deployment, AgreedList.Hash(_manifest.Deployment, reports), parts.Select(held => held.PartNext), parts.Select(held => held.PartOwn));
            core.Settle(reports);
            var meter = new Meter(core.Time);
            using var session = Session.Open(new Seat(links.Party, links.Next, links.Previous, withNext, withPrevious), meter);
            List<byte[]> families = [.. parts.Select(held => Statement.Decode(held.Statement).Depositor)];
            var outcome = MatchRun.Execute(session, ColumnsOf(parts), sameLast ? Scan(last!, reports, families) : null);
            return Release(reports, parts, families, outcome, number);
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
    private static ScanTask? Scan(LastList last, List<AgreedReport> reports, List<byte[]> families) =>
        last.TaskOver(reports, families) is { } task && ScanCost.IsLess(reports.Count, task.Touched.Count) ? task : null;

    /// <summary>Reads the parts; what any of the three cannot read any more, because it was withdrawn meanwhile, stays out at all three.</summary>
    private (List<AgreedReport> Reports, List<StoredVersion> Parts) LoadParts(List<AgreedReport> agreed)
    {
        var loaded = core.Load(agreed);
        var gone = ListAgreement.ExchangeHandles(links, "reports withdrawn meanwhile", [.. agreed.Where((_, i) => loaded[i] is null).Select(report => report.Handle)]);
        var reports = new List<AgreedReport>();
        var parts = new List<StoredVersion>();
        for (var i = 0; i < loaded.Length; i++)
        {
            if (!gone.Contains(agreed[i].Handle))
            {
                reports.Add(agreed[i]);
                parts.Add(loaded[i]!);
            }
        }

        return (reports, parts);
    }

    private RunReport Release(List<AgreedReport> agreed, List<StoredVersion> parts, List<byte[]> families, RunOutcome outcome, uint number)
    {
        var withdrawn = ListAgreement.ExchangeHandles(links, "reports withdrawn during the run", core.WithdrawnInRun());
        var list = ReleaseList.Of(agreed, [.. outcome.Released.Select(row => (row.Report, row.Slot, row.Tag))], withdrawn);
        var versions = agreed.Zip(parts).ToDictionary(pair => pair.First.Handle, pair => pair.Second);
        var records = ReleaseRecords.Make(core.Keys, _manifest.Deployment, outcome.RunId, number, list, versions);
        Countersign(list, outcome.RunId, number, withdrawn);

        List<(Handle Handle, uint Version)> first = [.. list.Reports.Where(r => !r.Report.Released).Select(r => (r.Report.Handle, r.Report.Version))];
        var released = first.Select(v => v.Handle).ToHashSet();
        List<AgreedReport> marked = [.. agreed.Select(r => released.Contains(r.Handle) ? r with { ReleasedIn = number } : r)];
        // A group that was left out has to come up again, even if the lists do not change, and in a run over all.
        var after = withdrawn.Count > 0 ? new byte[Digest.Length] : AgreedList.Hash(_manifest.Deployment, marked);
        core.Complete(new StoredRun(number, Hour.Now(core.Time), after), records, first, withdrawn.Count > 0 ? null : new LastList(outcome.RunId, marked, families));
        return new RunReport(
            RunEnd.Completed,
            Hour.Now(core.Time),
            number,
            $"Run {number} is complete: {agreed.Count} reports took part, {first.Count} were released.",
            outcome);
    }

    /// <summary>Signs the list, and goes on only with both others' signatures of the same one.</summary>
    private void Countersign(ReleaseList list, byte[] run, uint number, IReadOnlySet<Handle> withdrawn)
    {
        const string Step = "release list";
        var signature = core.Sign(list, list.Signed(_manifest.Deployment, run, number, links.Party), withdrawn)
            ?? throw new RunAbortedException(Step, null, "a report of the list was withdrawn before it was signed; the next run goes without it");
        var (next, previous) = links.Exchange(Step, signature);
        foreach (var (other, theirs) in new[] { (links.NextParty, next), (links.PreviousParty, previous) })
        {
            if (!SigningKey.Verify(_manifest.Trustees[other].SigningKey, list.Signed(_manifest.Deployment, run, number, other), theirs))
            {
                throw new RunAbortedException(Step, other, "it signed another list, or the number of the run differs");
            }
        }
    }

    private static ReportColumns ColumnsOf(List<StoredVersion> versions)
    {
        var held = new ReportColumns(versions.Count);
        foreach (var version in versions)
        {
            held.Add(HeldReportOf(version));
        }

        return held;
    }

    private static HeldReport HeldReportOf(StoredVersion version)
    {
        var statement = Statement.Decode(version.Statement);
        return new HeldReport(
            statement.Handle.ToArray(),
            statement.Version,
            statement.Depositor,
            statement.Number,
            Statement.HashOf(version.Statement),
            MatchPartOf(version.PartOwn),
            MatchPartOf(version.PartNext));
    }

    private static MatchPart MatchPartOf(byte[] bytes)
    {
        using var part = Part.Decode(bytes);
        return new MatchPart(part.QuorumCode, part.Fingerprint(0), part.Fingerprint(1), part.Fingerprint(2), part.Fingerprint(3));
    }

    private RunReport Aborted(string reason) =>
        new(RunEnd.Aborted, Hour.Now(core.Time), 0, $"The run was aborted and released nothing; the next one tries again. {reason}", null);
}
