using Chorus.App.Data;
using Chorus.App.Features.Messages;
using Chorus.App.Hosting;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>GET /desk/api/reports</c>: what was released to the member's organisation, newest first, and which of it belongs
/// together. Queries are narrowed to the organisation by the database's filter; one that is not says whose rows it takes.
/// </summary>
internal static class DeskReports
{
    public static async Task<IResult> GetAsync(SiteDb db, Manifest manifest, CancellationToken stop)
    {
        var slots = await db.ReleasedSlots.AsNoTracking().ToListAsync(stop);
        var releases = await db.Releases.AsNoTracking().ToListAsync(stop);
        var messages = await db.Messages.AsNoTracking().OrderBy(m => m.Sequence).ToListAsync(stop);
        var versions = await (
            from version in db.ReportVersions
            where db.ReleasedSlots.Any(s => s.Handle == version.Handle && s.Version == version.Version)
            select version).AsNoTracking().ToListAsync(stop);
        // A report that moved on to another organisation is that one's row, but what was passed on before stays here.
        var withdrawn = await db.Across<Report>()
            .Where(r => r.State == ReportState.Withdrawn && db.ReleasedSlots.Any(s => s.Handle == r.Handle && s.OrganisationId == db.Organisation))
            .Select(r => r.Handle).ToListAsync(stop);

        var withdrawnHandles = withdrawn.Select(h => Base64UrlText.Encode(h)).ToHashSet(StringComparer.Ordinal);
        var releasesByVersion = releases.ToLookup(r => (Base64UrlText.Encode(r.Handle), r.Version));
        var messagesByHandle = messages.ToLookup(m => Base64UrlText.Encode(m.Handle), StringComparer.Ordinal);
        var reports = versions
            .Select(v => (Version: v, Key: Base64UrlText.Encode(v.Handle)))
            .Select(v => (v.Version, v.Key, Releases: releasesByVersion[(v.Key, v.Version.Version)].OrderBy(r => r.RunNumber).ThenBy(r => r.Trustee).ToList()))
            .OrderByDescending(v => v.Releases[0].RunNumber).ThenBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => DeskReport.Of(v.Version, v.Releases, Verifiable(manifest, v.Releases), withdrawnHandles.Contains(v.Key), messagesByHandle[v.Key]));
        return Results.Json(new DeskReportsAnswer([.. reports], await DeskGroups.OfAsync(db, slots, stop)), SiteJson.WithNulls);
    }

    // Records of a trustee that was replaced since do not verify under today's manifest, and the browser would refuse the
    // report for one of them. The two others' of the same run open it.
    private static IEnumerable<Release> Verifiable(Manifest manifest, IEnumerable<Release> releases) => releases
        .Where(r => ReleaseRecord.Verify(manifest.Trustees[r.Trustee].SigningKey, r.Record, r.Signature))
        .GroupBy(r => Base64UrlText.Encode(r.Run), StringComparer.Ordinal)
        .Where(run => run.Count() > 1)
        .SelectMany(run => run);
}

internal sealed record DeskReportsAnswer(IReadOnlyList<DeskReport> Reports, IReadOnlyList<DeskGroup> Groups);

internal sealed record DeskReport(
    byte[] Handle, uint Version, byte[] Statement, byte[] Signature, byte[] Content, byte[] Escrowed,
    string Hour, string ReleasedHour, bool Withdrawn, IReadOnlyList<DeskRecord> Records, IReadOnlyList<SentMessage> Messages)
{
    public static DeskReport Of(ReportVersion v, IReadOnlyList<Release> releases, IEnumerable<Release> verifiable, bool withdrawn, IEnumerable<Message> messages) => new(
        v.Handle, v.Version, v.Statement, v.Signature, v.Content, v.Escrowed, v.Hour, releases[0].Hour, withdrawn,
        [.. verifiable.Select(r => new DeskRecord(r.Record, r.Signature))], [.. messages.Select(SentMessage.Of)]);
}

internal sealed record DeskRecord(byte[] Record, byte[] Signature);
