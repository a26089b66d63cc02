using System.Collections.Concurrent;
using Chorus.App.Data;
using Chorus.App.Features.Attachments;
using Chorus.App.Features.Statements;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>
/// Every minute: keeps the uploads that a report which three trustees hold has claimed, and erases those that none has claimed for two days,
/// or of which chunks are missing and none came for an hour. In between it destroys the chunks of files whose last version has just gone, as
/// soon as it hears of them; at the start of the site and once an hour all of which no row is left.
/// </summary>
internal sealed class UploadSweep(
    IServiceScopeFactory scopes, Uploads uploads, ChunkFolder folder, FilesOfVersions files, Manifest manifest, TimeProvider clock, ILogger<UploadSweep> log)
    : RepeatedJob(TimeSpan.FromMinutes(1), clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly ConcurrentQueue<byte[]> _failed = new();
    private string? _compared;

    // Whatever goes wrong must not end the site; the next minute tries again.
    public override async Task PassAsync(CancellationToken stop)
    {
        try
        {
            await EraseUnclaimedAsync(Failed(), stop);
            if (Hour.Now(Clock) is var now && now != _compared)
            {
                await EraseUnclaimedAsync(folder.ReadKept(), stop);
                _compared = now;
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
            log.LogError(e, "Chunks of files could not be destroyed; the next hour tries again");
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        var before = Hour.Of(Clock.GetUtcNow() - Kept);
        // An hour before the one that has begun: at least one whole hour has gone by without a chunk.
        var idle = Hour.Of(Clock.GetUtcNow() - Idle);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        // Of versions that never came, or that three trustees never acknowledged and that were destroyed for it.
        var late = FilesOfVersions.Unstored(db).Where(f => string.Compare(f.Hour, before) < 0);
        var ids = await late.Select(f => f.Id).Distinct().ToListAsync(stop);
        await late.ExecuteDeleteAsync(stop);
        foreach (var (id, hour, waiting) in uploads.All)
        {
            using var turn = await uploads.TurnAsync(id, stop);
            if (await FilesOfVersions.Acknowledged(db).AnyAsync(f => f.Id == id, stop))
            {
                TryKeep(id);
            }
            else if (string.CompareOrdinal(hour, before) < 0 || (waiting is not null && string.CompareOrdinal(waiting, idle) < 0))
            {
                // By the upload's own hour: claims that come again do not keep it.
                await FilesOfVersions.Unstored(db).Where(f => f.Id == id).ExecuteDeleteAsync(stop);
                ids.Add(id);
            }
            else if (await db.HasFileTombstoneAsync(manifest.Deployment, id, stop))
            {
                ids.Add(id);
            }
        }
        await EraseUnclaimedAsync(ids, stop);
    }

    // One that cannot be moved now is moved by a later pass, and read where it is until then.
    private void TryKeep(byte[] id)
    {
        try
        {
            uploads.Keep(id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "A file could not be put among those that are kept; the next minute tries again");
        }
    }

    private List<byte[]> Failed()
    {
        var ids = new List<byte[]>();
        while (_failed.TryDequeue(out var id))
        {
            ids.Add(id);
        }
        return ids;
    }

    private async Task EraseUnclaimedAsync(IEnumerable<byte[]> ids, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        foreach (var id in ids)
        {
            try
            {
                using var turn = await uploads.TurnAsync(id, stop);
                if (!await db.Across<AttachedFile>().AnyAsync(f => f.Id == id, stop))
                {
                    uploads.Erase(id);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                // One that fails holds up no other. The next minute tries it again.
                _failed.Enqueue(id);
                log.LogError(e, "Chunks of a file could not be destroyed; the next minute tries again");
            }
        }
    }
}
