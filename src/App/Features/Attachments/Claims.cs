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
    public async Task<IResult> AcceptAsync(ClaimPost post, Statement statement, CancellationToken stop)
    {
        var handle = statement.Handle.ToArray();
        if (await db.HasTombstoneAsync(manifest.Deployment, handle, stop)
            || await db.Across<Report>().AnyAsync(r => r.Handle == handle && r.Family != statement.Depositor, stop))
        {
            return Conflict();
        }
        var rows = new List<AttachedFile>();
        foreach (var file in post.Files)
        {
            using var turn = await uploads.TurnAsync(file.Id, stop);
            var (row, refusal) = await RowAsync(file, statement, handle, stop);
            if (row is null)
            {
                return refusal!;
            }
            rows.Add(row);
        }
        if (rows.Sum(r => r.Count) > ReportAttachment.MostChunks)
        {
            return Problems.Malformed("The files of one report have at most 200 MB together.");
        }
        var known = await db.Across<AttachedFile>().Where(f => f.Handle == handle && f.Version == statement.Version).Select(f => f.Id).ToListAsync(stop);
        db.AddRange(rows.Where(r => !known.Any(id => id.AsSpan().SequenceEqual(r.Id))));
        await db.SaveChangesAsync(stop);
        return Results.Json(new { }, SiteJson.Options);
    }

    private async Task<(AttachedFile? Row, IResult? Refusal)> RowAsync(ClaimedFile file, Statement statement, byte[] handle, CancellationToken stop)
    {
        var open = uploads.Find(file.Id, file.Token);
        var before = await db.Across<AttachedFile>().AsNoTracking().Where(f => f.Id == file.Id).ToListAsync(stop);
        if (before.Any(f => !f.Handle.AsSpan().SequenceEqual(handle) || !f.Family.AsSpan().SequenceEqual(statement.Depositor)))
        {
            // A report that was refused is sealed anew, under another handle. While none has the file, its token decides.
            if (open is null)
            {
                return (null, Conflict());
            }
            await db.Across<AttachedFile>().Where(f => f.Id == file.Id).ExecuteDeleteAsync(stop);
        }
        if ((open?.Count ?? before.FirstOrDefault()?.Count) is not { } count)
        {
            return (null, UploadEndpoints.Unknown());
        }
        if (!await IsWholeAsync(file, count, stop))
        {
            return (null, Problems.Refuse(StatusCodes.Status409Conflict, "attachment-incomplete", "A file has not arrived whole. Choose it again, and it is sent once more."));
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

    private static IResult Conflict() => Problems.Refuse(
        StatusCodes.Status409Conflict, "attachment-conflict", "A file belongs to another report, or this report was withdrawn. Choose the file again.");
}
