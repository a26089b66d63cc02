using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
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
    public static async Task<IResult> PostAsync(HttpContext context, ClaimsPrincipal user, SiteDb db, SignInManager<Member> signIn, IErasure erasure)
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
        var wrap = await db.KeyWraps.SingleOrDefaultAsync(w => w.MemberId == member.Id && w.Epoch == post.Epoch && w.Method == KeyWrapMethod.Passphrase, stop);
        if (wrap is null)
        {
            return DeskKey.None();
        }
        if (!(await signIn.CheckPasswordSignInAsync(member, post.Password, lockoutOnFailure: true)).Succeeded)
        {
            return Problems.Refuse(StatusCodes.Status403Forbidden, "wrong-password", "The password is not right. After five wrong passwords, wait fifteen minutes.");
        }
        wrap.Wrapped = post.Wrapped;
        await db.SaveChangesAsync(stop);
        await erasure.EraseAsync(db, stop);
        return Results.Json(new { }, SiteJson.Options);
    }
}

internal sealed record PassphrasePost(uint Epoch, byte[] Wrapped, string Password);
