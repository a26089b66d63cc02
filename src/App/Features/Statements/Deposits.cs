using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Statements;

/// <summary>
/// Changes, and deposits of which something is known already, which nearly always are some that come again. A version is stored as
/// pending before the trustees hear of it, and counts once all three have acknowledged it; then the version before it is for its reporter
/// alone: its escrowed key goes, unless it was released.
/// </summary>
internal sealed class Deposits(SiteDb db, Forwarding forwarding, Manifest manifest, NewRows rows, IErasure erasure)
{
    public async Task<IResult> AcceptAsync(SignedStatement signed, StatementPost post, CancellationToken stop)
    {
        var statement = signed.Statement;
        var handle = statement.Handle.ToArray();
        if (await db.HasTombstoneAsync(manifest.Deployment, handle, stop))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, StatementProblem.Withdrawn, "This report was withdrawn. Write a new one if you want to.");
        }
        var report = await db.Across<Report>().SingleOrDefaultAsync(r => r.Handle == handle, stop);
        if (report is not null && statement.Version < report.Version)
        {
            // Whether an older version is still here says whether it was released: the answer must not depend on it.
            return Conflict();
        }
        var stored = await db.Across<ReportVersion>().SingleOrDefaultAsync(v => v.Handle == handle && v.Version == statement.Version, stop);
        if (stored is not null)
        {
            return await AgainAsync(report!, stored, signed, stop);
        }
        if (await ConflictAsync(report, signed, post, stop) is { } conflict)
        {
            return conflict;
        }
        var pending = rows.Version(signed, post);
        if (report is null)
        {
            db.Add(report = rows.Report(signed, post));
        }
        db.Add(pending);
        await db.SaveChangesAsync(stop);
        return await CompleteAsync(report, pending, stop);
    }

    // The same version was posted before: the same statement gets the same answer, another one comes too late.
    private async Task<IResult> AgainAsync(Report report, ReportVersion stored, SignedStatement signed, CancellationToken stop)
    {
        var same = stored.Statement.AsSpan().SequenceEqual(signed.Bytes);
        if (stored.Acks is { } acks)
        {
            return same ? Answer(Acks.Split(acks.Acks)) : Conflict();
        }
        // A version that some trustees may have must be completed first, or the chain of versions would fork.
        var result = await CompleteAsync(report, stored, stop);
        return same || stored.Acks is null ? result : Conflict();
    }

    /// <summary>Completes a change that not all trustees have yet. Null when there is none or it is complete now.</summary>
    public async Task<IResult?> FinishPendingAsync(Report report, CancellationToken stop)
    {
        var pending = await db.Across<ReportVersion>().SingleOrDefaultAsync(v => v.Handle == report.Handle && v.Acks == null, stop);
        if (pending is null)
        {
            return null;
        }
        var result = await CompleteAsync(report, pending, stop);
        return pending.Acks is null ? result : null;
    }

    /// <summary>
    /// Settles a first version of which no acknowledgements came: the three are asked, without packets, whether they hold it. If all do, a run
    /// counts it, so it is noted as acknowledged and stays; if one does not, none can, and it is destroyed. While one cannot be reached it waits.
    /// </summary>
    public async Task SettleAsync(byte[] handle, PassPatience patience, CancellationToken stop)
    {
        var report = await db.Across<Report>().SingleOrDefaultAsync(r => r.Handle == handle && r.State == ReportState.Pending, stop);
        var version = report is null ? null : await db.Across<ReportVersion>().SingleOrDefaultAsync(v => v.Handle == handle && v.Acks == null, stop);
        if (version is null)
        {
            return;
        }
        switch (await forwarding.AskAsync(SignedStatementOf(version), patience, stop))
        {
            case ForwardingOutcome.Complete { Acks: var acks }:
                await AcknowledgedAsync(report!, version, acks, stop);
                break;
            case ForwardingOutcome.Refused:
                await ForgetAsync(report!, version, stop);
                break;
        }
    }

    private async Task<IResult?> ConflictAsync(Report? report, SignedStatement signed, StatementPost post, CancellationToken stop)
    {
        var statement = signed.Statement;
        if (statement.Operation is Operation.Deposit)
        {
            // A withdrawn report that had been released is still here and one that was held is not: that must not show.
            var taken = await db.Across<Report>().AnyAsync(
                r => r.Family == statement.Depositor && r.Number == statement.Number && r.State != ReportState.Withdrawn, stop);
            return report is not null ? Conflict()
                : taken ? Problems.Refuse(StatusCodes.Status409Conflict, StatementProblem.FamilyFull, "This place of the receipt is taken. A receipt holds at most 16 reports.")
                : null;
        }
        if (report is not { State: ReportState.Deposited })
        {
            return Problems.Refuse(StatusCodes.Status404NotFound, StatementProblem.UnknownReport, "There is no such report here. Open it again with your receipt.");
        }
        if (statement.Version > ReportVersion.Most)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "too-many-versions",
                $"A report can be changed {ReportVersion.Most - 1} times, and this one was. Write what is new as another report.");
        }
        var last = await db.Across<ReportVersion>().SingleAsync(v => v.Handle == report.Handle && v.Version == report.Version, stop);
        return Chain.Follows(statement, report, last) && post.Lookup.AsSpan().SequenceEqual(report.Lookup) ? null : Conflict();
    }

    private static SignedStatement SignedStatementOf(ReportVersion version) =>
        new(Statement.Decode(version.Statement), version.Statement, version.Signature);

    private async Task<IResult> CompleteAsync(Report report, ReportVersion version, CancellationToken stop)
    {
        var packets = version.Packets!.Packets.Chunk(Packet.Length).ToArray();
        var outcome = await forwarding.SendAsync(SignedStatementOf(version), packets, stop);
        return await outcome.FinishAsync(acks => AcknowledgedAsync(report, version, acks, stop), () => ForgetAsync(report, version, stop));
    }

    private async Task AcknowledgedAsync(Report report, ReportVersion version, IReadOnlyList<byte[]> acks, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        version.Acks = new Acknowledgements { Acks = Acks.Join(acks) };
        version.Packets = null;
        report.State = ReportState.Deposited;
        report.Version = version.Version;
        report.OrganisationId = version.OrganisationId;
        await db.SaveChangesAsync(stop);
        await DestroyEscrowedBeforeAsync(version, stop);
        // Another organisation has another thread of messages; the old one stays only where it was passed on.
        await db.Across<Message>()
            .Where(m => m.Handle == report.Handle && m.OrganisationId != report.OrganisationId)
            .Where(m => !db.Across<ReleasedSlot>().Any(r => r.Handle == m.Handle && r.OrganisationId == m.OrganisationId))
            .ExecuteDeleteAsync(stop);
        await transaction.CommitAsync(stop);
        await erasure.EraseAsync(db, stop);
    }

    // Whatever a trustee still releases of a version that was replaced opens nothing; its reporter can prove what it was by the hash.
    private async Task DestroyEscrowedBeforeAsync(ReportVersion newest, CancellationToken stop)
    {
        var replaced = await db.Across<ReportVersion>()
            .Where(v => v.Handle == newest.Handle && v.Version < newest.Version && v.EscrowedHash == null)
            .Where(v => !db.Across<ReleasedSlot>().Any(r => r.Handle == v.Handle && r.Version == v.Version))
            .Select(v => new { v.Sequence, v.Escrowed }).ToListAsync(stop);
        foreach (var version in replaced)
        {
            var hash = Digest.Sha256(version.Escrowed);
            await db.Across<ReportVersion>().Where(v => v.Sequence == version.Sequence)
                .ExecuteUpdateAsync(v => v.SetProperty(x => x.Escrowed, Array.Empty<byte>()).SetProperty(x => x.EscrowedHash, hash), stop);
        }
    }

    /// <summary>Destroys a version that no trustee took, and its report if it was the first.</summary>
    public async Task ForgetAsync(Report report, ReportVersion version, CancellationToken stop)
    {
        db.Remove(version);
        if (report.State is ReportState.Pending)
        {
            db.Remove(report);
        }
        await db.SaveChangesAsync(stop);
        await erasure.EraseAsync(db, stop);
    }

    public static IResult Answer(IReadOnlyList<byte[]> acks) => Results.Json(new StatementAcks(acks), SiteJson.Options);

    private static IResult Conflict() => Problems.Refuse(
        StatusCodes.Status409Conflict, StatementProblem.VersionConflict, "This report was changed from another page. Open it again with your receipt.");

    public static IResult Incomplete() => Problems.Refuse(
        StatusCodes.Status503ServiceUnavailable, "trustee-unreachable",
        "Nothing is lost. Try again in a few minutes: one of the three trustees cannot be reached, and your report is safe only when all three have it.");
}
