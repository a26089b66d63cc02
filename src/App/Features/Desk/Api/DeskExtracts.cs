using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Extracts;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>/desk/api/extracts</c>: a member asks for parts of a report as a file, another approves (docs/formats/extract.md). The site sees that two
/// different members do it and writes each step into the record; what is asked it cannot read.
/// </summary>
internal static class DeskExtracts
{
    // A sealed request of the largest size, in base64url, and the names beside it.
    private const int MostBytes = 96 << 10;

    private const int MostOpen = 100;

    /// <summary><c>GET /desk/api/extracts</c>: all that are not over, the oldest first.</summary>
    public static async Task<IResult> GetAsync(SiteDb db, TimeProvider clock, CancellationToken stop)
    {
        var rows = await OpenOf(db, clock).AsNoTracking().OrderBy(e => e.Hour).ToListAsync(stop);
        var names = await db.Colleagues.ToDictionaryAsync(m => m.Id, m => m.Name, StringComparer.Ordinal, stop);
        string? NameOf(string? id) => id is null ? null : names.GetValueOrDefault(id);
        return Results.Json(
            new DeskExtractsAnswer([.. rows.Select(e => new DeskExtract(e.Id, e.Handle, e.Version, e.AskedBy, NameOf(e.AskedBy), e.Hour, e.Sealed, e.ApprovedBy, NameOf(e.ApprovedBy), e.MadeHour))]),
            SiteJson.WithNulls);
    }

    /// <summary><c>POST /desk/api/extracts</c>: asks.</summary>
    public static async Task<IResult> PostAsync(HttpContext context, ClaimsPrincipal user, SiteDb db, MemberRecord record, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<ExtractPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Handle.Length != Handle.Length || post.Version == 0 || !SealedExtract.IsSealedLength(post.Sealed.Length))
        {
            return Problems.Malformed("A request has a handle of 16 bytes, a version from 1, and one of the three lengths of docs/formats/extract.md.");
        }
        await using var change = await record.BeginAsync(user.MemberId(), stop);
        if (change.Fault is { } fault)
        {
            return DeskKey.Unrecorded(fault);
        }
        // The filter by organisation leaves only reports that were released to this one.
        if (!await db.ReleasedSlots.AnyAsync(s => s.Handle == post.Handle, stop))
        {
            return DeskReadings.Unknown();
        }
        var id = SealedExtract.IdOf(post.Sealed);
        if (await db.Across<ExtractRow>().AnyAsync(e => e.Id == id, stop))
        {
            // The same once more, after an answer that was lost.
            return Results.Json(new { }, SiteJson.Options);
        }
        if (await OpenOf(db, clock).CountAsync(stop) >= MostOpen)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "too-many-extracts", $"{MostOpen} extracts are asked for already. Refuse those that nobody needs any more.");
        }
        db.Add(new ExtractRow
        {
            Id = id, OrganisationId = db.Organisation!, Handle = post.Handle, Version = post.Version, AskedBy = user.MemberId(), Hour = Hour.Now(clock), Sealed = post.Sealed,
        });
        return await RecordAsync(db, record, change, MemberEventKind.ExtractAsked, user, id);
    }

    /// <summary><c>POST /desk/api/extracts/ID/STEP</c>: <c>approved</c> by another member, <c>refused</c> by any, or <c>made</c> by one of the two.</summary>
    public static async Task<IResult> PostStepAsync(string id, string step, ClaimsPrincipal user, SiteDb db, MemberRecord record, IErasure erasure, TimeProvider clock, CancellationToken stop)
    {
        var answer = await StepAsync(id, step, user, db, record, clock, stop);
        if (step == "refused")
        {
            // After the change is over: nobody waits for it, and nothing of it is undone by it.
            await erasure.EraseAsync(db, CancellationToken.None);
        }
        return answer;
    }

    private static async Task<IResult> StepAsync(string id, string step, ClaimsPrincipal user, SiteDb db, MemberRecord record, TimeProvider clock, CancellationToken stop)
    {
        if (!Base64UrlText.TryDecode(id, out var named))
        {
            return None();
        }
        await using var change = await record.BeginAsync(user.MemberId(), stop);
        if (change.Fault is { } fault)
        {
            return DeskKey.Unrecorded(fault);
        }
        if (await OpenOf(db, clock).SingleOrDefaultAsync(e => e.Id == named, stop) is not { } row)
        {
            return None();
        }
        var member = user.MemberId();
        // Who asked and who approved is what the record says: rows could be made to say anything.
        var hex = Convert.ToHexStringLower(named);
        var steps = (await change.EventsAsync(row.OrganisationId, hex, stop)).Where(e => e.Extract == hex).ToList();
        var askedBy = steps.FindLast(e => e.Kind == MemberEventKind.ExtractAsked)?.By;
        var approvedBy = steps.FindLast(e => e.Kind is MemberEventKind.ExtractApproved or MemberEventKind.ExtractRefused) is { Kind: MemberEventKind.ExtractApproved } approval ? approval.By : null;
        switch (step)
        {
            case "approved" when askedBy is null || row.AskedBy != askedBy:
                return None();
            case "approved" when askedBy == member:
                return Problems.Refuse(StatusCodes.Status403Forbidden, "own-extract", "You asked for this extract yourself. Another member has to look at it and approve it.");
            case "approved" when approvedBy is not null:
                return Results.Json(new { }, SiteJson.Options);
            case "approved":
                row.ApprovedBy = member;
                return await RecordAsync(db, record, change, MemberEventKind.ExtractApproved, user, named);
            case "refused":
                db.Remove(row);
                return await RecordAsync(db, record, change, MemberEventKind.ExtractRefused, user, named);
            case "made" when approvedBy is null || row.ApprovedBy != approvedBy:
                return Problems.Refuse(StatusCodes.Status409Conflict, "not-approved", "Nobody has approved this extract yet.");
            case "made" when approvedBy != member && askedBy != member:
                return Problems.Refuse(StatusCodes.Status403Forbidden, "not-yours", "The file is made by who asked for it or by who approved it.");
            case "made":
                row.MadeHour = Hour.Now(clock);
                return await RecordAsync(db, record, change, MemberEventKind.ExtractMade, user, named);
            default:
                return None();
        }
    }

    private static async Task<IResult> RecordAsync(SiteDb db, MemberRecord record, MemberChange change, string kind, ClaimsPrincipal user, byte[] id) =>
        await change.RecordAsync(db.Organisation!, record.Of(kind) with { By = user.MemberId(), Extract = Convert.ToHexStringLower(id) })
            ? Results.Json(new { }, SiteJson.Options)
            : DeskKey.Unrecorded(change.Fault!);

    private static IQueryable<ExtractRow> OpenOf(SiteDb db, TimeProvider clock)
    {
        var oldest = Joining.Oldest(clock);
        return db.Extracts.Where(e => string.Compare(e.Hour, oldest) >= 0);
    }

    private static IResult None() =>
        Problems.Refuse(StatusCodes.Status404NotFound, "no-extract", "This extract is not asked for any more. Load the page again.");
}

/// <param name="Handle">the report's handle, 16 bytes.</param>
/// <param name="Version">the report's version that was read.</param>
/// <param name="Sealed">the sealed request.</param>
internal sealed record ExtractPost(byte[] Handle, uint Version, byte[] Sealed);

/// <param name="Extracts">the oldest first.</param>
internal sealed record DeskExtractsAnswer(IReadOnlyList<DeskExtract> Extracts);

/// <param name="Id">SHA-256 of the sealed request.</param>
/// <param name="Handle">of the report.</param>
/// <param name="Version">of the report.</param>
/// <param name="AskedBy">a member's id.</param>
/// <param name="AskedByName">null for one who has left.</param>
/// <param name="Hour">when it was asked for.</param>
/// <param name="Sealed">the request.</param>
/// <param name="ApprovedBy">another member's id; null until then.</param>
/// <param name="ApprovedByName">null for one who has left, or until then.</param>
/// <param name="MadeHour">when the file was last made; null until then.</param>
internal sealed record DeskExtract(
    byte[] Id, byte[] Handle, uint Version, string AskedBy, string? AskedByName, string Hour, byte[] Sealed, string? ApprovedBy, string? ApprovedByName, string? MadeHour);
