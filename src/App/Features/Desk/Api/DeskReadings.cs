using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// Who has opened a report: that its content was given to a member's browser, which the site writes down by itself, and that
/// it was shown there, which the browser says.
/// </summary>
internal static class DeskReadings
{
    private const int MostBytes = 1 << 10;

    // Far more than a report can have, of both directions.
    private const int MostMessages = 10_000;

    /// <summary><c>GET /desk/api/readings/HANDLE</c>: who was given a report, and when each read it, in the order in which it was given.</summary>
    public static async Task<IResult> GetAsync(string handle, ClaimsPrincipal user, SiteDb db, CancellationToken stop)
    {
        if (!Base64UrlText.TryDecode(handle, out var bytes) || bytes.Length != Handle.Length)
        {
            return Unknown();
        }
        var readings = await db.Readings.AsNoTracking().Where(r => r.Handle == bytes).OrderBy(r => r.GivenHour).ThenBy(r => r.MemberId).ToListAsync(stop);
        var names = await db.Colleagues.Select(m => new { m.Id, m.Name }).ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        var own = user.MemberId();
        return Results.Json(
            new DeskReadingsAnswer([.. readings.Select(r => new DeskReading(
                names.GetValueOrDefault(r.MemberId), string.Equals(r.MemberId, own, StringComparison.Ordinal), r.Version, r.GivenHour, r.ReadHour))]),
            SiteJson.WithNulls);
    }

    /// <summary><c>POST /desk/api/readings</c>: the member's browser shows a report that it was given.</summary>
    public static async Task<IResult> PostAsync(HttpContext context, SiteDb db, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<ReadingPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Messages is < 0 or > MostMessages)
        {
            return Problems.Malformed($"The number of messages is 0 to {MostMessages}.");
        }
        var (member, now) = (context.User.MemberId(), Hour.Now(clock));
        var marked = await db.Readings
            .Where(r => r.Handle == post.Handle && r.Version == post.Version && r.MemberId == member)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.ReadHour, r => r.ReadHour ?? now).SetProperty(r => r.ReadMessages, post.Messages), stop);
        return marked > 0 ? Results.Json(new { }, SiteJson.Options) : Unknown();
    }

    /// <summary>Writes down that contents are given to a member, before they are.</summary>
    public static async Task NoteAsync(SiteDb db, string member, IReadOnlyList<ReportVersion> versions, string hour, CancellationToken stop)
    {
        var handles = versions.Select(v => v.Handle).ToList();
        var noted = await db.Readings.Where(r => handles.Contains(r.Handle) && r.MemberId == member).Select(r => new { r.Handle, r.Version }).ToListAsync(stop);
        var known = noted.Select(r => DeskReports.Name(r.Handle, r.Version)).ToHashSet();
        var given = versions.Where(v => !known.Contains(DeskReports.Name(v.Handle, v.Version))).ToList();
        if (given.Count == 0)
        {
            return;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        foreach (var version in given)
        {
            // Another tab of the same member may be at it too: whoever comes second changes nothing.
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Readings" ("Handle", "Version", "MemberId", "OrganisationId", "GivenHour", "ReadMessages")
                VALUES ({version.Handle}, {version.Version}, {member}, {db.Organisation}, {hour}, 0) ON CONFLICT DO NOTHING
                """, stop);
        }
        await transaction.CommitAsync(stop);
    }

    /// <summary>The answer where the member's organisation was not passed a report.</summary>
    public static IResult Unknown() =>
        Problems.Refuse(StatusCodes.Status404NotFound, StatementProblem.UnknownReport, "There is no such report on your desk. Load the page again.");
}

internal sealed record ReadingPost(byte[] Handle, uint Version, int Messages);

internal sealed record DeskReadingsAnswer(IReadOnlyList<DeskReading> Readings);

/// <param name="Name">what colleagues call the member; null for one who has left.</param>
/// <param name="Own">whether it is the member who asks.</param>
/// <param name="Version">the version that was given.</param>
/// <param name="GivenHour">when it was first given to a browser of the member.</param>
/// <param name="ReadHour">when it was first shown there; null for not yet.</param>
internal sealed record DeskReading(string? Name, bool Own, uint Version, string GivenHour, string? ReadHour);
