using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>POST /desk/api/key/passphrase</c>: the member's wrapped key, wrapped anew under another passphrase. It asks for the
/// password, since whoever finds a session open could otherwise make the key unreadable for its owner.
/// </summary>
internal static class DeskPassphrase
{
    public static async Task<IResult> PostAsync(HttpContext context, ClaimsPrincipal user, SiteDb db, SignInManager<Member> signIn, MemberRecord record, NextManifest next, IErasure erasure)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<PassphrasePost>(context.Request, DeskKeyRequests.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Wrapped.Length != OrganisationKey.WrappedLength)
        {
            return Problems.Malformed("A wrapped key has 82 bytes.");
        }
        var member = (await signIn.UserManager.GetUserAsync(user))!;
        // Before anything is begun: a wrong password counts, whatever is undone afterwards.
        if (!await db.KeyWraps.AnyAsync(w => w.MemberId == member.Id && w.Epoch == post.Epoch && w.Method == KeyWrapMethod.Passphrase, stop))
        {
            return DeskKey.None();
        }
        if (!(await signIn.CheckPasswordSignInAsync(member, post.Password, lockoutOnFailure: true)).Succeeded)
        {
            return Problems.Refuse(StatusCodes.Status403Forbidden, "wrong-password", "The password is not right. After five wrong passwords, wait fifteen minutes.");
        }
        await using var change = await record.BeginAsync(user.MemberId(), stop);
        if (change.Fault is { } fault)
        {
            return DeskKey.Unrecorded(fault);
        }
        var wrap = await db.KeyWraps.SingleOrDefaultAsync(w => w.MemberId == member.Id && w.Epoch == post.Epoch && w.Method == KeyWrapMethod.Passphrase, stop);
        if (wrap is null)
        {
            return DeskKey.None();
        }
        wrap.Wrapped = post.Wrapped;
        // A new key that waits is under the passphrase before, which is forgotten, or known to somebody: it is made again.
        db.RemoveRange(await db.KeyChanges.Where(c => c.MemberId == member.Id).ToListAsync(stop));
        if (!await change.RecordAsync(wrap.OrganisationId, record.Of(MemberEventKind.KeyKept) with { Member = member.Id, Epoch = post.Epoch }))
        {
            return DeskKey.Unrecorded(change.Fault!);
        }
        await next.WriteAsync(db, CancellationToken.None);
        await erasure.EraseAsync(db, CancellationToken.None);
        return Results.Json(new { }, SiteJson.Options);
    }
}

internal sealed record PassphrasePost(uint Epoch, byte[] Wrapped, string Password);
