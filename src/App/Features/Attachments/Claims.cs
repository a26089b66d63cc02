using Chorus.App.Data;
using Chorus.App.Features.Statements;
using Chorus.App.Hosting;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Attachments;

/// <summary>
/// Notes which files belong to a version, before the version comes: so a file that is not here whole is noticed while nothing is sent yet.
/// Nothing here looks at whether a report was released.
/// </summary>
internal sealed class Claims(SiteDb db, Uploads uploads, ChunkFolder folder, Manifest manifest, TimeProvider clock)
{
    /// <param name="post">whose lengths and signatures are good.</param>
    /// <param name="statement">that of the post.</param>
    /// <param name="reading">ends it while files are only read.</param>
    /// <param name="stop">ends it once something is written.</param>
    public async Task<IResult> AcceptAsync(ClaimPost post, Statement statement, CancellationToken reading, CancellationToken stop)
    {
        // Until all is saved nobody drops, keeps or claims one of these files.
        using var turns = await uploads.TurnsAsync(post.Files.Select(f => f.Id), reading);
        var (rows, early) = await CheckAsync(post, statement, reading);
        if (rows is null)
        {
            return early!;
        }
        foreach (var (file, row) in post.Files.Zip(rows))
        {
            if (!await IsWholeAsync(file, row.Count, reading))
            {
                return Problems.Refuse(StatusCodes.Status409Conflict, "attachment-incomplete", "A file has not arrived whole. Choose it again, and it is sent once more.");
            }
        }
        // Again, where nothing can come in between.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        (var unchanged, early) = await CheckAsync(post, statement, stop);
        if (unchanged is null)
        {
            return early!;
        }
        var handle = statement.Handle.ToArray();
        foreach (var row in rows)
        {
            // Of a version under another handle that never came, and that was sealed anew.
            await db.Across<AttachedFile>().Where(f => f.Id == row.Id && (f.Handle != handle || f.Family != row.Family)).ExecuteDeleteAsync(stop);
        }
        // The set is claimed as a whole: what an earlier claim named and this one does not is of no version.
        await db.Across<AttachedFile>().Where(f => f.Handle == handle && f.Version == statement.Version).ExecuteDeleteAsync(stop);
        db.AddRange(rows);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Done();
    }

    // The rows to write, or the answer. Reads rows only, no file.
    private async Task<(List<AttachedFile>? Rows, IResult? Answer)> CheckAsync(ClaimPost post, Statement statement, CancellationToken stop)
    {
        var handle = statement.Handle.ToArray();
        if (await db.HasTombstoneAsync(manifest.Deployment, handle, stop))
        {
            return (null, Conflict());
        }
        foreach (var file in post.Files)
        {
            // Before anything is looked for that a held report does not leave behind and a released one does.
            if (await db.HasFileTombstoneAsync(manifest.Deployment, file.Id, stop))
            {
                return (null, Conflict());
            }
        }
        if (await AnswerAsync(post, statement, handle, stop) is { } answer)
        {
            return (null, answer);
        }
        var rows = new List<AttachedFile>();
        foreach (var file in post.Files)
        {
            var (row, refusal) = await RowAsync(file, statement, handle, stop);
            if (row is null)
            {
                return (null, refusal!);
            }
            rows.Add(row);
        }
        return rows.Sum(r => r.Count) > ReportAttachment.MostChunks
            ? (null, Problems.Malformed("The files of one report have at most 200 MB together."))
            : (rows, null);
    }

    // Only the version that comes next has its files still to be claimed; null then.
    private async Task<IResult?> AnswerAsync(ClaimPost post, Statement statement, byte[] handle, CancellationToken stop)
    {
        var report = await db.Across<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.Handle == handle, stop);
        if (report is not null && !report.Family.AsSpan().SequenceEqual(statement.Depositor))
        {
            return Conflict();
        }
        var newest = report?.Version ?? 0;
        var stored = await db.Across<ReportVersion>().AsNoTracking()
            .Where(v => v.Handle == handle && v.Version == statement.Version && v.Version >= newest)
            .Select(v => new { v.Statement, Pending = v.Acks == null }).SingleOrDefaultAsync(stop);
        if (stored is not null)
        {
            // What is stored has its files. The statement that follows completes a pending one and says if it is another.
            return stored.Pending || stored.Statement.AsSpan().SequenceEqual(post.Statement) ? Done() : Conflict();
        }
        return statement.Version == newest + 1 ? null : Conflict();
    }

    private async Task<(AttachedFile? Row, IResult? Refusal)> RowAsync(ClaimedFile file, Statement statement, byte[] handle, CancellationToken stop)
    {
        var open = uploads.Find(file.Id, file.Token);
        var before = await db.Across<AttachedFile>().AsNoTracking().Where(f => f.Id == file.Id).ToListAsync(stop);
        if (before.Any(f => !f.Handle.AsSpan().SequenceEqual(handle) || !f.Family.AsSpan().SequenceEqual(statement.Depositor)))
        {
            // A report that was refused is sealed anew, under another handle. While none has the file, its token decides.
            if (open is null || await FilesOfVersions.Acknowledged(db).AnyAsync(f => f.Id == file.Id && (f.Handle != handle || f.Family != statement.Depositor), stop))
            {
                return (null, Conflict());
            }
        }
        if ((open?.Count ?? before.FirstOrDefault()?.Count) is not { } count)
        {
            return (null, UploadEndpoints.Unknown());
        }
        return (new AttachedFile
        {
            Id = file.Id,
            Version = statement.Version,
            Handle = handle,
            OrganisationId = manifest.FindRecipient(statement.RecipientKey)!.Id,
            Family = statement.Depositor,
            Count = count,
            Hour = Hour.Now(clock),
        }, null);
    }

    private async Task<bool> IsWholeAsync(ClaimedFile file, int count, CancellationToken stop)
    {
        var hashes = new List<byte[]>(count);
        await foreach (var hash in folder.HashesAsync(file.Id, count, stop))
        {
            if (hash is null)
            {
                return false;
            }
            hashes.Add(hash);
        }
        return Attachment.DigestOf(new AttachmentPlace(manifest.Deployment, file.Id, count), hashes).AsSpan().SequenceEqual(file.Digest);
    }

    private static IResult Done() => Results.Json(new { }, SiteJson.Options);

    private static IResult Conflict() => Problems.Refuse(
        StatusCodes.Status409Conflict, "attachment-conflict", "A file belongs to another report, or this report was withdrawn. Choose the file again.");
}
