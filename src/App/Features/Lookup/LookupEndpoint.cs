using Chorus.App.Data;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Messages;
using Chorus.App.Features.Statements;
using Chorus.App.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Lookup;

/// <summary>
/// <c>POST /api/lookup</c> (docs/formats/site-api.md): a reporter's own reports by her receipt's look-up id. It reads the
/// newest acknowledged version and the messages to and from the organisation that has it; nothing that a release
/// writes is read, so the bytes are the same whether a report is held or was released.
/// </summary>
internal static class LookupEndpoint
{
    private const int MostBytes = 1024;
    private const int LookupLength = 16;

    public static void MapLookup(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/lookup", PostAsync).AddEndpointFilter<AnswerClock>().AddAdmission(g => g.Lookups, MostBytes, untilSent: true);

    private static async Task<IResult> PostAsync(HttpContext context, SiteDb db)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<LookupPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Lookup.Length != LookupLength)
        {
            return Problems.Malformed("A look-up id is 16 bytes.");
        }
        var versions = await (
            from report in db.Across<Report>()
            where report.Lookup == post.Lookup && report.State == ReportState.Deposited
            join version in db.Across<ReportVersion>() on new { report.Handle, report.Version } equals new { version.Handle, version.Version }
            orderby report.Number
            select version).AsNoTracking().ToListAsync(stop);
        var messages = await (
            from report in db.Across<Report>()
            where report.Lookup == post.Lookup && report.State == ReportState.Deposited
            join message in db.Across<Message>() on new { report.Handle, report.OrganisationId } equals new { message.Handle, message.OrganisationId }
            orderby message.Sequence
            select message).AsNoTracking().ToListAsync(stop);
        return Results.Json(
            new LookupAnswer(
                [.. versions.Select(v => new LookupReport(v.Handle, [LookupVersion.Of(v)]))],
                [.. messages.Select(SentMessage.Of)]),
            SiteJson.Options);
    }
}

internal sealed record LookupPost(byte[] Lookup);

internal sealed record LookupAnswer(IReadOnlyList<LookupReport> Reports, IReadOnlyList<SentMessage> Messages);

internal sealed record LookupReport(byte[] Handle, IReadOnlyList<LookupVersion> Versions);

internal sealed record LookupVersion(
    byte[] Statement, byte[] Signature, byte[] Content, byte[] Escrowed, byte[] SelfWrap, IReadOnlyList<byte[]> Acks, string Hour)
{
    public static LookupVersion Of(ReportVersion v) =>
        new(v.Statement, v.Signature, v.Content, v.Escrowed, v.SelfWrap, Statements.Acks.Split(v.Acks!.Acks), v.Hour);
}
