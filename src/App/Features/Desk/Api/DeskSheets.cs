using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>/desk/api/sheets</c>: what members write on reports for themselves, sealed in their browsers (docs/formats/sheet.md).
/// The site sees which report, whose, which version, the hour and who wrote it.
/// </summary>
internal static class DeskSheets
{
    // A sealed sheet of the largest size, in base64url, and the names beside it.
    private const int MostBytes = 96 << 10;

    // About 4 MiB of the smallest size; larger ones are few.
    private const int MostAtOnce = 750;

    /// <summary><c>GET /desk/api/sheets?after=N</c>: the team's and the member's own that came after that, in order of arrival.</summary>
    public static async Task<IResult> GetAsync(long after, ClaimsPrincipal user, SiteDb db, CancellationToken stop)
    {
        var own = user.MemberId();
        var rows = await db.Sheets.AsNoTracking()
            .Where(s => s.Sequence > after && (s.OwnerId == null || s.OwnerId == own))
            .OrderBy(s => s.Sequence).Take(MostAtOnce).ToListAsync(stop);
        var reading = db.MemberRoles.Where(r => Roles.Reading.Contains(r.Role)).Select(r => r.MemberId);
        var colleagues = await db.Colleagues.Where(m => reading.Contains(m.Id)).OrderBy(m => m.Name).ThenBy(m => m.Id)
            .Select(m => new DeskColleague(m.Id, m.Name)).ToListAsync(stop);
        return Results.Json(
            new DeskSheetsAnswer(
                [.. rows.Select(s => new DeskSheet(s.Handle, s.OwnerId is not null, s.Version, s.Sealed, s.Hour, s.WriterId))],
                rows.Count > 0 ? rows[^1].Sequence : after, rows.Count == MostAtOnce, colleagues),
            SiteJson.Options);
    }

    /// <summary><c>POST /desk/api/sheets</c>: a version that follows the one that is there.</summary>
    public static async Task<IResult> PostAsync(HttpContext context, SiteDb db, Manifest manifest, IErasure erasure, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<SheetPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Handle.Length != Handle.Length || post.Version == 0 || !SealedSheet.IsSealedLength(post.Sealed.Length))
        {
            return Problems.Malformed("A sheet has a handle of 16 bytes, a version from 1, and one of the three lengths of docs/formats/sheet.md.");
        }
        // The filter by organisation leaves only reports that were released to this one.
        if (!await db.ReleasedSlots.AnyAsync(s => s.Handle == post.Handle, stop))
        {
            return DeskReadings.Unknown();
        }
        var epoch = DeskKeyRequests.EpochOf(db, manifest);
        if (!await DeskKeyRequests.HoldsAsync(db, context.User, epoch, stop))
        {
            return DeskKeyRequests.NotNewest();
        }
        // A page that was unlocked before the newest key came seals under the one before: the browser says which, the sheet does not.
        if (post.Epoch != epoch)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "unlock-anew", "Your organisation has a new key since this page was unlocked. Lock it, unlock it again, and save once more.");
        }
        var member = context.User.MemberId();
        var owner = post.Own ? member : null;
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            // The version that it follows goes, and with it the place for the new one is free. Two at once: one of them finds none.
            var replaced = await db.Sheets.Where(s => s.Handle == post.Handle && s.OwnerId == owner && s.Version == post.Version - 1).ExecuteDeleteAsync(stop);
            if (replaced == 0 && (post.Version > 1 || await db.Sheets.AnyAsync(s => s.Handle == post.Handle && s.OwnerId == owner, stop)))
            {
                return Changed();
            }
            db.Add(new SheetRow
            {
                Handle = post.Handle, OrganisationId = db.Organisation!, OwnerId = owner, Version = post.Version,
                Sealed = post.Sealed, Hour = Hour.Now(clock), WriterId = member,
            });
            try
            {
                await db.SaveChangesAsync(stop);
                await transaction.CommitAsync(stop);
            }
            catch (DbUpdateException)
            {
                // The unique index: another first version came in between.
                return Changed();
            }
        }
        // What was replaced may have been a word too many about somebody.
        await erasure.EraseAsync(db, stop);
        return Results.Json(new { }, SiteJson.Options);
    }

    private static IResult Changed() =>
        Problems.Refuse(StatusCodes.Status409Conflict, "sheet-changed", "Somebody has changed this meanwhile. Fetch it again and make your change on that.");
}

/// <param name="Handle">the report's handle, 16 bytes.</param>
/// <param name="Own">whether it is the member's own; else the team's.</param>
/// <param name="Version">one more than that which it follows.</param>
/// <param name="Sealed">the sealed sheet.</param>
/// <param name="Epoch">of the key that it is sealed under.</param>
internal sealed record SheetPost(byte[] Handle, bool Own, uint Version, byte[] Sealed, uint Epoch);

/// <param name="Sheets">in order of arrival.</param>
/// <param name="Last">what to ask for next time.</param>
/// <param name="More">whether there are more now.</param>
/// <param name="Colleagues">whom a report can be assigned to: those whose roles open it.</param>
internal sealed record DeskSheetsAnswer(IReadOnlyList<DeskSheet> Sheets, long Last, bool More, IReadOnlyList<DeskColleague> Colleagues);

internal sealed record DeskSheet(byte[] Handle, bool Own, uint Version, byte[] Sealed, string Hour, string Writer);

internal sealed record DeskColleague(string Id, string Name);
