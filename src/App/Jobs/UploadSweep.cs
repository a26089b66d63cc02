using Chorus.App.Data;
using Chorus.App.Features.Attachments;
using Chorus.Escrow;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>
/// Every minute: keeps the uploads that a report which three trustees hold has claimed, and erases those that none has claimed for two days.
/// In between it destroys the chunks of files whose last version has just gone, as soon as it hears of them; at the start of the site all
/// of which no row is left.
/// </summary>
internal sealed class UploadSweep(
    IServiceScopeFactory scopes, Uploads uploads, ChunkFolder folder, FilesOfVersions files, TimeProvider clock, ILogger<UploadSweep> log)
    : RepeatedJob(TimeSpan.FromMinutes(1), clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    private bool _begun;

    // Whatever goes wrong must not end the site; the next minute tries again.
    public override async Task PassAsync(CancellationToken stop)
    {
        try
        {
            if (!_begun)
            {
                await EraseUnclaimedAsync(folder.ReadKept(), stop);
                _begun = true;
            }
            await SweepAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(e, "Uploads could not be swept");
        }
    }

    /// <summary>Destroys what <see cref="FilesOfVersions"/> has named so far.</summary>
    public async Task EraseGoneAsync(CancellationToken stop)
    {
        var ids = new List<byte[]>();
        while (files.Gone.TryRead(out var id))
        {
            ids.Add(id);
        }
        await EraseUnclaimedAsync(ids, stop);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(base.ExecuteAsync(stoppingToken), ListenAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken stop)
    {
        try
        {
            while (await files.Gone.WaitToReadAsync(stop))
            {
                await TryEraseGoneAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The site ends; its next start looks for what is left.
        }
    }

    private async Task TryEraseGoneAsync(CancellationToken stop)
    {
        try
        {
            await EraseGoneAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(e, "Chunks of files could not be destroyed; the next start of the site tries again");
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        var before = Hour.Of(Clock.GetUtcNow() - Kept);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        // Of versions that never came, or that three trustees never acknowledged and that were destroyed for it.
        var late = db.Across<AttachedFile>()
            .Where(f => string.Compare(f.Hour, before) < 0 && !db.Across<ReportVersion>().Any(v => v.Handle == f.Handle && v.Version == f.Version));
        var ids = await late.Select(f => f.Id).Distinct().ToListAsync(stop);
        await late.ExecuteDeleteAsync(stop);
        foreach (var (id, hour) in uploads.All)
        {
            using var turn = await uploads.TurnAsync(id, stop);
            if (await HasReportAsync(db, id, stop))
            {
                uploads.Keep(id);
            }
            else if (string.CompareOrdinal(hour, before) < 0)
            {
                ids.Add(id);
            }
        }
        await EraseUnclaimedAsync(ids, stop);
    }

    private static Task<bool> HasReportAsync(SiteDb db, byte[] id, CancellationToken stop) => (
        from file in db.Across<AttachedFile>()
        where file.Id == id
        join version in db.Across<ReportVersion>() on new { file.Handle, file.Version } equals new { version.Handle, version.Version }
        join report in db.Across<Report>() on new { file.Handle, file.Family } equals new { report.Handle, report.Family }
        where version.Acks != null
        select file).AnyAsync(stop);

    private async Task EraseUnclaimedAsync(IEnumerable<byte[]> ids, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        foreach (var id in ids)
        {
            using var turn = await uploads.TurnAsync(id, stop);
            if (!await db.Across<AttachedFile>().AnyAsync(f => f.Id == id, stop))
            {
                uploads.Erase(id);
            }
        }
    }
}
