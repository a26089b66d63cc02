using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>GET /desk/api/reports</c>: which reports were released to the member's organisation, newest first, and which of them
/// belong together; without their contents, which the browser asks for as it opens them (<see cref="DeskContents"/>).
/// Queries are narrowed to the organisation by the database's filter; one that is not says whose rows it takes.
/// </summary>
internal static class DeskReports
{
    public static async Task<IResult> GetAsync(ClaimsPrincipal user, SiteDb db, SiteOptions options, TimeProvider clock, CancellationToken stop)
    {
        var slots = await db.ReleasedSlots.AsNoTracking().ToListAsync(stop);
        var releases = await db.Releases.GroupBy(r => new { r.Handle, r.Version })
            .Select(g => new { g.Key.Handle, g.Key.Version, Records = g.Count(), RunNumber = g.Min(r => r.RunNumber), Hour = g.Min(r => r.Hour)! })
            .ToListAsync(stop);
        // Of all that an organisation holds, which may be far more than was released to it.
        var versions = await (
            from slot in db.ReleasedSlots.Select(s => new { s.Handle, s.Version }).Distinct()
            join version in db.ReportVersions on slot equals new { version.Handle, version.Version }
            select new { version.Handle, version.Version, version.Hour }).ToListAsync(stop);
        var messages = await db.Messages.GroupBy(m => m.Handle).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        var member = user.MemberId();
        var read = await db.Readings.Where(r => r.MemberId == member && r.ReadHour != null)
            .Select(r => new { r.Handle, r.Version, r.ReadMessages }).ToListAsync(stop);
        // A report that moved on to another organisation is that one's row, but what was passed on before stays here.
        var withdrawn = await (
            from handle in db.Across<ReleasedSlot>().Where(s => s.OrganisationId == db.Organisation).Select(s => s.Handle).Distinct()
            join report in db.Across<Report>() on handle equals report.Handle
            where report.State == ReportState.Withdrawn
            select handle).ToListAsync(stop);

        var withdrawnHandles = withdrawn.Select(h => Base64UrlText.Encode(h)).ToHashSet(StringComparer.Ordinal);
        var messagesByHandle = messages.ToDictionary(m => Base64UrlText.Encode(m.Key), m => m.Count, StringComparer.Ordinal);
        var readMessages = read.ToDictionary(r => Name(r.Handle, r.Version), r => (int?)r.ReadMessages);
        var waits = await AnswerWaits.OfAsync(db, options.AnswerWithinDays, clock, stop);
        var hours = versions.ToDictionary(v => Name(v.Handle, v.Version), v => v.Hour);
        var reports =
            from release in releases
            let name = Name(release.Handle, release.Version)
            where hours.ContainsKey(name)
            orderby release.RunNumber descending, name.Handle
            select new DeskEntry(
                release.Handle, release.Version, hours[name], release.Hour, withdrawnHandles.Contains(name.Handle), release.Records,
                messagesByHandle.GetValueOrDefault(name.Handle), readMessages.GetValueOrDefault(name),
                waits.GetValueOrDefault(name.Handle));
        return Results.Json(new DeskReportsAnswer([.. reports], await DeskGroups.OfAsync(db, slots, stop)), SiteJson.WithNulls);
    }

    /// <summary>One name for a version of a report, which byte strings would not be.</summary>
    internal static (string Handle, uint Version) Name(byte[] handle, uint version) => (Base64UrlText.Encode(handle), version);
}

internal sealed record DeskReportsAnswer(IReadOnlyList<DeskEntry> Reports, IReadOnlyList<DeskGroup> Groups);

/// <param name="Handle">the report's handle, 16 bytes.</param>
/// <param name="Version">the version that was released.</param>
/// <param name="Hour">when it was deposited.</param>
/// <param name="ReleasedHour">when it was first released.</param>
/// <param name="Withdrawn">whether the reporter took it back since.</param>
/// <param name="Records">how many release records there are: more mean that it was released again, with others.</param>
/// <param name="Messages">how many messages there are.</param>
/// <param name="Read">how many there were when the member who asks last read it; null for not yet.</param>
/// <param name="Waits">that the reporter waits for an answer; null where the last word is the organisation's.</param>
internal sealed record DeskEntry(byte[] Handle, uint Version, string Hour, string ReleasedHour, bool Withdrawn, int Records, int Messages, int? Read,
    AnswerWait? Waits);
