using Chorus.App.Data;
using Chorus.App.Features.Messages;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>POST /desk/api/contents</c>: sealed reports with their release records and messages, some at a time: ten thousand in
/// one answer would be a hundred megabytes before the first of them is shown. It is written down for whom they are, before they are given.
/// </summary>
internal static class DeskContents
{
    private const int Most = 100;
    private const int MostBytes = 16 << 10;

    // Contents are padded to size classes of up to a megabyte. What does not fit is asked for again.
    private const long MostContent = 4L << 20;

    public static async Task<IResult> PostAsync(HttpContext context, SiteDb db, Manifest manifest, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<ContentsPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Reports.Count is 0 or > Most || post.Reports.Any(r => r is null))
        {
            return Problems.Malformed($"Ask for 1 to {Most} reports at once, each by handle and version.");
        }

        var versions = await FittingAsync(db, post.Reports, stop);
        var handles = versions.ConvertAll(v => v.Handle);
        var releases = await db.Releases.AsNoTracking().Where(r => handles.Contains(r.Handle)).ToListAsync(stop);
        var messages = await db.Messages.AsNoTracking().Where(m => handles.Contains(m.Handle)).OrderBy(m => m.Sequence).ToListAsync(stop);
        var releasesByVersion = releases.ToLookup(r => DeskReports.Name(r.Handle, r.Version));
        var messagesByHandle = messages.ToLookup(m => Base64UrlText.Encode(m.Handle), StringComparer.Ordinal);
        var contents = versions.Select(v => DeskContent.Of(
            v, Verifiable(manifest, releasesByVersion[DeskReports.Name(v.Handle, v.Version)]), messagesByHandle[Base64UrlText.Encode(v.Handle)]));
        await DeskReadings.NoteAsync(db, context.User.MemberId(), versions, Hour.Now(clock), stop);
        return Results.Json(new DeskContentsAnswer([.. contents]), SiteJson.WithNulls);
    }

    // Those that were passed on to this organisation, in the order in which they were asked for, as many as fit; at least one.
    private static async Task<List<ReportVersion>> FittingAsync(SiteDb db, IReadOnlyList<DeskReportName> asked, CancellationToken stop)
    {
        var handles = asked.Select(r => r.Handle).ToList();
        var found = await db.ReportVersions.Where(v => handles.Contains(v.Handle) && db.ReleasedSlots.Any(s => s.Handle == v.Handle && s.Version == v.Version))
            .Select(v => new { v.Sequence, v.Handle, v.Version, v.Content.Length }).ToListAsync(stop);
        var sizes = found.ToDictionary(v => DeskReports.Name(v.Handle, v.Version));

        var taken = new List<long>();
        var bytes = 0L;
        foreach (var name in asked.Select(r => DeskReports.Name(r.Handle, r.Version)).Distinct().Where(sizes.ContainsKey))
        {
            bytes += sizes[name].Length;
            if (taken.Count > 0 && bytes > MostContent)
            {
                break;
            }
            taken.Add(sizes[name].Sequence);
        }
        var versions = await db.ReportVersions.AsNoTracking().Where(v => taken.Contains(v.Sequence)).ToListAsync(stop);
        return [.. versions.OrderBy(v => taken.IndexOf(v.Sequence))];
    }

    // Records of a trustee that was replaced since do not verify under today's manifest, and the browser would refuse the
    // report for one of them. The two others' of the same run open it.
    private static IEnumerable<Release> Verifiable(Manifest manifest, IEnumerable<Release> releases) => releases
        .OrderBy(r => r.RunNumber).ThenBy(r => r.Trustee)
        .Where(r => ReleaseRecord.Verify(manifest.Trustees[r.Trustee].SigningKey, r.Record, r.Signature))
        .GroupBy(r => Base64UrlText.Encode(r.Run), StringComparer.Ordinal)
        .Where(run => run.Count() > 1)
        .SelectMany(run => run);
}

internal sealed record ContentsPost(IReadOnlyList<DeskReportName> Reports);

internal sealed record DeskReportName(byte[] Handle, uint Version);

internal sealed record DeskContentsAnswer(IReadOnlyList<DeskContent> Reports);

internal sealed record DeskContent(
    byte[] Handle, uint Version, byte[] Statement, byte[] Signature, byte[] Content, byte[] Escrowed,
    IReadOnlyList<DeskRecord> Records, IReadOnlyList<SentMessage> Messages)
{
    public static DeskContent Of(ReportVersion v, IEnumerable<Release> verifiable, IEnumerable<Message> messages) => new(
        v.Handle, v.Version, v.Statement, v.Signature, v.Content, v.Escrowed,
        [.. verifiable.Select(r => new DeskRecord(r.Record, r.Signature))], [.. messages.Select(SentMessage.Of)]);
}

internal sealed record DeskRecord(byte[] Record, byte[] Signature);
