using Chorus.App.Data;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Messages;
using Chorus.App.Hosting;
using Chorus.Escrow.TimeStamps;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Lookup;

/// <summary>
/// <c>POST /api/lookup</c> (docs/formats/site-api.md): a reporter's own reports by her receipt's look-up id. It reads the
/// acknowledged versions, of all but the newest without the content, and the messages to and from the organisation that has it; nothing
/// that a release writes shows, so the bytes are the same whether a report is held or was released.
/// </summary>
internal static class LookupEndpoint
{
    /// <summary>The largest body of a look-up.</summary>
    internal const int MostBytes = 1024;

    internal const int LookupLength = 16;

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
        var newest = await (
            from report in db.Across<Report>()
            where report.Lookup == post.Lookup && report.State == ReportState.Deposited
            join version in db.Across<ReportVersion>() on new { report.Handle, report.Version } equals new { version.Handle, version.Version }
            orderby report.Number
            select version).AsNoTracking().ToListAsync(stop);
        var stamps = await StampsAsync(db, post.Lookup, stop);
        var earlier = (await EarlierAsync(db, post.Lookup, stamps, stop)).ToLookup(v => Convert.ToHexString(v.Handle), v => v.Version, StringComparer.Ordinal);
        var messages = await (
            from report in db.Across<Report>()
            where report.Lookup == post.Lookup && report.State == ReportState.Deposited
            join message in db.Across<Message>() on new { report.Handle, report.OrganisationId } equals new { message.Handle, message.OrganisationId }
            orderby message.Sequence
            select message).AsNoTracking().ToListAsync(stop);
        return Results.Json(
            new LookupAnswer(
                [.. newest.Select(v => new LookupReport(v.Handle, [.. earlier[Convert.ToHexString(v.Handle)], LookupVersion.Newest(v, stamps.GetValueOrDefault(v.Sequence))]))],
                [.. messages.Select(SentMessage.Of)]),
            SiteJson.Options);
    }

    // Oldest first.
    private static async Task<IEnumerable<(byte[] Handle, LookupVersion Version)>> EarlierAsync(
        SiteDb db, byte[] lookup, Dictionary<long, byte[]> stamps, CancellationToken stop)
    {
        var rows = await (
            from listed in ListedVersion.Of(db, lookup)
            where listed.Version.Version < listed.Report.Version
            let v = listed.Version
            orderby v.Version
            select new { v.Sequence, v.Handle, v.Statement, v.Signature, v.Escrowed, v.EscrowedHash, v.SelfWrap, v.Acks!.Acks, v.Hour }).AsNoTracking().ToListAsync(stop);
        return rows.Select(v => (v.Handle, LookupVersion.Earlier(
            v.Statement, v.Signature, v.EscrowedHash ?? Digest.Sha256(v.Escrowed), v.SelfWrap, v.Acks, v.Hour, stamps.GetValueOrDefault(v.Sequence))));
    }

    // By the versions' rows.
    private static async Task<Dictionary<long, byte[]>> StampsAsync(SiteDb db, byte[] lookup, CancellationToken stop)
    {
        var rows = await (
            from report in db.Across<Report>()
            where report.Lookup == lookup && report.State == ReportState.Deposited
            join v in db.Across<ReportVersion>() on report.Handle equals v.Handle
            join stamped in db.StampedVersions on v.Sequence equals stamped.Sequence
            join stamp in db.TimeStamps on stamped.StampId equals stamp.Id
            select new { v.Sequence, stamped.Place, stamped.Path, stamp.Token }).ToListAsync(stop);
        return rows.ToDictionary(s => s.Sequence, s => new VersionStamp(s.Place, s.Path, s.Token).Encode());
    }
}

internal sealed record LookupPost(byte[] Lookup);

internal sealed record LookupAnswer(IReadOnlyList<LookupReport> Reports, IReadOnlyList<SentMessage> Messages);

internal sealed record LookupReport(byte[] Handle, IReadOnlyList<LookupVersion> Versions);
