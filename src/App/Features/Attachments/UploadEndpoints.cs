using Chorus.App.Data;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Statements;
using Chorus.App.Hosting;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Attachments;

/// <summary>
/// <c>/api/attachments</c> (docs/formats/site-api.md): a file on its way, chunk by chunk, before there is a report. Who has the token of an
/// upload may add to it, ask what has arrived, and drop it.
/// </summary>
internal static class UploadEndpoints
{
    /// <summary>The header with an upload's token, 32 bytes in base64url.</summary>
    public const string TokenHeader = "Chorus-Upload";

    private const int TokenLength = 32;
    private const int MostBytes = 1024;
    private const int RetryWhenFullSeconds = 3600;

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/attachments", BeginAsync).AddAdmission(g => g.Uploads, MostBytes)
            .AddWork(g => g.Uploads, services => services.GetRequiredService<Uploads>().Load);
        routes.MapPut("/api/attachments/{id}/{index:int}", WriteAsync).AddAdmission(g => g.Uploads, AttachmentSize.SealedLength);
        routes.MapGet("/api/attachments/{id}", StateAsync);
        routes.MapDelete("/api/attachments/{id}", DropAsync);
    }

    /// <summary>The 16 bytes of an id in an address.</summary>
    public static bool TryReadId(string text, out byte[] id) => Base64UrlText.TryDecode(text, out id) && id.Length == AttachmentPlace.IdLength;

    public static IResult Unknown() => Problems.Refuse(
        StatusCodes.Status404NotFound, "unknown-upload", "This file is no longer here. Choose it again, and it is sent once more.");

    private static async Task<IResult> BeginAsync(HttpContext context, Uploads uploads, SiteDb db, Manifest manifest)
    {
        var (post, unread) = await JsonBody.ReadAsync<BeginPost>(context.Request, MostBytes, context.RequestAborted);
        if (post is null)
        {
            return unread!;
        }
        if (post.Id.Length != AttachmentPlace.IdLength || post.Token.Length != TokenLength || !AttachmentSize.IsCount(post.Count))
        {
            return Problems.Malformed("An upload has an id of 16 bytes, a token of 32, and one of the 26 numbers of chunks.");
        }
        using var turn = await uploads.TurnAsync(post.Id, context.RequestAborted);
        var beginning = await db.HasFileTombstoneAsync(manifest.Deployment, post.Id, context.RequestAborted)
            ? Beginning.Taken
            : uploads.Begin(post.Id, post.Token, post.Count);
        return beginning switch
        {
            Beginning.Begun => Done(),
            Beginning.Taken => Problems.Refuse(StatusCodes.Status409Conflict, "attachment-conflict", "A file with this id is here already. Choose the file again."),
            _ => NoRoom(context),
        };
    }

    private static async Task<IResult> WriteAsync(HttpContext context, string id, int index, Uploads uploads, SiteDb db, Manifest manifest)
    {
        if (!TryReadId(id, out var name) || await FindAsync(context, name, uploads, db, manifest) is not { } upload)
        {
            return Unknown();
        }
        if (index < 0 || index >= upload.Count)
        {
            return Problems.Malformed("The file was said to have fewer chunks.");
        }
        var stop = context.RequestAborted;
        var body = await BodyUpTo.ReadAsync(context.Request, AttachmentSize.SealedLength, stop);
        if (body.Fault is not BodyFault.None)
        {
            return JsonBody.RefusalOf(body.Fault, AttachmentSize.SealedLength);
        }
        if (body.Bytes.Length != AttachmentSize.SealedLength)
        {
            return Problems.Malformed($"A chunk has {AttachmentSize.SealedLength} bytes.");
        }
        using var turn = await uploads.TurnAsync(name, stop);
        // It may have been dropped while this came.
        return await FindAsync(context, name, uploads, db, manifest) is null ? Unknown() : await uploads.WriteAsync(name, index, body.Bytes, stop) switch
        {
            Beginning.Begun => Done(),
            Beginning.Taken => Problems.Refuse(StatusCodes.Status409Conflict, "chunk-conflict", "Another part of this file is here already. Choose the file again."),
            _ => NoRoom(context),
        };
    }

    private static IResult NoRoom(HttpContext context) => Problems.TryLater(context, "no-room",
        "There is no room for files just now. Your words can be sent without them. Try the files again in an hour.", RetryWhenFullSeconds);

    private static async Task<IResult> StateAsync(HttpContext context, string id, Uploads uploads, ChunkFolder folder, SiteDb db, Manifest manifest) =>
        TryReadId(id, out var name) && await FindAsync(context, name, uploads, db, manifest) is { } upload
            ? Results.Json(new UploadState(upload.Count, folder.Present(name, upload.Count)), SiteJson.Options)
            : Unknown();

    private static async Task<IResult> DropAsync(HttpContext context, string id, Uploads uploads, SiteDb db, Manifest manifest, IHostApplicationLifetime life)
    {
        if (!TryReadId(id, out var name))
        {
            return Unknown();
        }
        // Whoever leaves the page in a hurry does not wait for the answer.
        var stop = life.ApplicationStopping;
        using var turn = await uploads.TurnAsync(name, stop);
        if (await FindAsync(context, name, uploads, db, manifest) is null)
        {
            return Unknown();
        }
        if (await FilesOfVersions.Stored(db).AnyAsync(f => f.Id == name, stop))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "attachment-conflict", "This file belongs to a report that was sent. Take the report back to destroy both.");
        }
        // Claimed for a version that never came: nobody else has it.
        await db.Across<AttachedFile>().Where(f => f.Id == name).ExecuteDeleteAsync(stop);
        uploads.Erase(name);
        return Done();
    }

    // After a withdrawal the same for a file that is gone and one that its organisation keeps.
    private static async Task<Upload?> FindAsync(HttpContext context, byte[] id, Uploads uploads, SiteDb db, Manifest manifest) =>
        Base64UrlText.TryDecode(context.Request.Headers[TokenHeader].ToString(), out var token) && uploads.Find(id, token) is { } upload
            && !await db.HasFileTombstoneAsync(manifest.Deployment, id, context.RequestAborted) ? upload : null;

    private static IResult Done() => Results.Json(new { }, SiteJson.Options);
}

/// <summary>The body of <c>POST /api/attachments</c>.</summary>
internal sealed record BeginPost(byte[] Id, byte[] Token, int Count);

/// <param name="Count">How many chunks there will be.</param>
/// <param name="Have">Indexes of those that have arrived.</param>
internal sealed record UploadState(int Count, IReadOnlyList<int> Have);
