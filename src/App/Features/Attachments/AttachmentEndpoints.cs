using Chorus.App.Data;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Lookup;
using Chorus.App.Features.Statements;
using Chorus.App.Hosting;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Attachments;

/// <summary>
/// <c>POST /api/attachments/claims</c> and <c>POST /api/attachments/chunks</c> (docs/formats/site-api.md): files of a report, for whoever has
/// its receipt. A reporter gets those of every version that her look-up lists, whether it is held or was released: no row of a release is read.
/// </summary>
internal static class AttachmentEndpoints
{
    private const int MostClaim = 8192;
    private const int MostBytes = 1024;

    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        routes.MapUploads();
        routes.MapPost("/api/attachments/claims", ClaimAsync).AddAdmission(g => g.Claims, MostClaim).AddWork(g => g.Claims);
        routes.MapPost("/api/attachments/chunks", ReadAsync).AddAdmission(g => g.Downloads, MostBytes, untilSent: true);
    }

    public static IResult Chunk(byte[]? chunk) => chunk is null
        ? Problems.Refuse(StatusCodes.Status404NotFound, "unknown-attachment", "There is no such file here. Open the report again.")
        : Results.Bytes(chunk, "application/octet-stream");

    private static async Task<IResult> ClaimAsync(HttpContext context, Manifest manifest, Claims claims, HandleGate gate, IHostApplicationLifetime life)
    {
        var (post, unread) = await JsonBody.ReadAsync<ClaimPost>(context.Request, MostClaim, context.RequestAborted);
        if (post is null)
        {
            return unread!;
        }
        if (!post.TryCheck(manifest, out var statement, out var refusal))
        {
            return refusal;
        }
        // While files are only read, whoever goes away ends it.
        using var turn = await gate.EnterAsync(statement.Handle.ToArray(), context.RequestAborted);
        return await claims.AcceptAsync(post, statement, context.RequestAborted, life.ApplicationStopping);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, SiteDb db, ChunkFolder folder)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<ChunkPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        var counts = await (
            from file in db.Across<AttachedFile>()
            where file.Id == post.Id
            join listed in ListedVersion.Of(db, post.Lookup) on new { file.Handle, file.Version } equals new { listed.Version.Handle, listed.Version.Version }
            where listed.Report.Family == file.Family
            select file.Count).Distinct().ToListAsync(stop);
        return Chunk(counts is [var count] && post.Index >= 0 && post.Index < count ? await folder.ReadAsync(post.Id, post.Index, stop) : null);
    }
}

/// <summary>The body of <c>POST /api/attachments/chunks</c>.</summary>
internal sealed record ChunkPost(byte[] Lookup, byte[] Id, int Index);
