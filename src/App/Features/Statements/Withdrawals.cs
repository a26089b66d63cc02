using Chorus.App.Data;
using Chorus.App.Features.Attachments;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Statements;

/// <summary>
/// Withdrawals. When all three trustees have destroyed their parts, the site destroys what it holds; what was passed on
/// stays for its organisation, marked as withdrawn. The answer is the same either way.
/// </summary>
internal sealed class Withdrawals(SiteDb db, Forwarding forwarding, Deposits deposits, Manifest manifest, FilesOfVersions files, IErasure erasure)
{
    public async Task<IResult> AcceptAsync(SignedStatement signed, CancellationToken stop)
    {
        var handle = signed.Statement.Handle.ToArray();
        // After a withdrawal the chain is gone and only the trustees can tell a repetition, which they answer alike.
        if (!await db.HasTombstoneAsync(manifest.Deployment, handle, stop)
            && await RefusalAsync(handle, signed.Statement, stop) is { } refusal)
        {
            return refusal;
        }
        switch (await forwarding.SendAsync(signed, null, stop))
        {
            case ForwardingOutcome.Complete { Acks: var acks }:
                await DestroyAsync(handle, stop);
                return Results.Json(new StatementAcks(acks), SiteJson.Options);
            case ForwardingOutcome.Refused { Answer: var refused }:
                return refused;
            default:
                return Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "trustee-unreachable",
                    "Not all of it is destroyed yet: one of the three trustees cannot be reached. Try again in a few minutes. Until then no run will release your report.");
        }
    }

    private async Task<IResult?> RefusalAsync(byte[] handle, Statement statement, CancellationToken stop)
    {
        var report = await db.Across<Report>().SingleOrDefaultAsync(r => r.Handle == handle, stop);
        if (report is not { State: ReportState.Deposited })
        {
            return Problems.Refuse(StatusCodes.Status404NotFound, StatementProblem.UnknownReport, "There is no such report here. Open it again with your receipt.");
        }
        var last = await NewestAsync(report, stop);
        if (Chain.Follows(statement, report, last))
        {
            return null;
        }
        // It may follow a change that has reached some trustees only: that is completed first, so that all can follow.
        if (await deposits.FinishPendingAsync(report, stop) is { } refusal)
        {
            return refusal;
        }
        return Chain.Follows(statement, report, await NewestAsync(report, stop))
            ? null
            : Problems.Refuse(StatusCodes.Status409Conflict, StatementProblem.VersionConflict, "This report was changed from another page. Open it again with your receipt.");
    }

    private Task<ReportVersion> NewestAsync(Report report, CancellationToken stop) =>
        db.Across<ReportVersion>().SingleAsync(v => v.Handle == report.Handle && v.Version == report.Version, stop);

    private async Task DestroyAsync(byte[] handle, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (!await db.HasTombstoneAsync(manifest.Deployment, handle, stop))
        {
            db.Add(Tombstones.Of(manifest.Deployment, handle));
            await db.SaveChangesAsync(stop);
        }
        await BuryFilesAsync(handle, stop);
        if (await db.Across<ReleasedSlot>().AnyAsync(r => r.Handle == handle, stop))
        {
            await KeepPassedOnAsync(handle, stop);
        }
        else
        {
            await db.Across<Report>().Where(r => r.Handle == handle).ExecuteDeleteAsync(stop);
        }
        var gone = await FilesOfVersions.ForgetAsync(db, handle, stop);
        await transaction.CommitAsync(stop);
        files.Erase(gone);
        await erasure.EraseAsync(db, stop);
    }

    // All of them and before anything is known of a release: what an id is answered must not say whether its file is still here.
    private async Task BuryFilesAsync(byte[] handle, CancellationToken stop)
    {
        var ids = await db.Across<AttachedFile>().Where(f => f.Handle == handle).Select(f => f.Id).Distinct().ToListAsync(stop);
        foreach (var id in ids)
        {
            if (!await db.HasFileTombstoneAsync(manifest.Deployment, id, stop))
            {
                db.Add(Tombstones.OfFile(manifest.Deployment, id));
            }
        }
        await db.SaveChangesAsync(stop);
    }

    // The way back to her goes too: nobody can look the report up or open it by the receipt any more.
    private async Task KeepPassedOnAsync(byte[] handle, CancellationToken stop)
    {
        await db.Across<ReportVersion>()
            .Where(v => v.Handle == handle && !db.Across<ReleasedSlot>().Any(r => r.Handle == handle && r.Version == v.Version))
            .ExecuteDeleteAsync(stop);
        await db.Across<ReportVersion>().Where(v => v.Handle == handle)
            .ExecuteUpdateAsync(v => v.SetProperty(x => x.SelfWrap, Array.Empty<byte>()), stop);
        await db.Across<Message>()
            .Where(m => m.Handle == handle && !db.Across<ReleasedSlot>().Any(r => r.Handle == handle && r.OrganisationId == m.OrganisationId))
            .ExecuteDeleteAsync(stop);
        await db.Across<Report>().Where(r => r.Handle == handle).ExecuteUpdateAsync(r => r
            .SetProperty(x => x.State, ReportState.Withdrawn)
            .SetProperty(x => x.Lookup, Array.Empty<byte>()), stop);
    }
}
