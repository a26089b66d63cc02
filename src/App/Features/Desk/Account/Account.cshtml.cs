using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Account;

/// <summary>A member's own secrets: the password here, the passphrase by the page's script.</summary>
internal sealed class AccountModel(SiteDb db, UserManager<Member> members, SignInManager<Member> signIn, Manifest manifest) : PageModel
{
    public string Organisation => User.OrganisationName(manifest);

    public string? Fault { get; private set; }

    public bool Done => Fault is null && Request.Query.ContainsKey("done");

    public bool HasKey { get; private set; }

    public Task OnGetAsync(CancellationToken stop) => ShowAsync(stop);

    public async Task<IActionResult> OnPostAsync([FromForm] string? now, [FromForm] string? next, CancellationToken stop)
    {
        var member = (await members.GetUserAsync(User))!;
        // Wrong ones count as at sign-in, so that a session left open is no place to guess.
        if (!(await signIn.CheckPasswordSignInAsync(member, now ?? "", lockoutOnFailure: true)).Succeeded)
        {
            Fault = "desk.account.password.wrong";
        }
        else if (!(await members.ChangePasswordAsync(member, now ?? "", next ?? "")).Succeeded)
        {
            Fault = "desk.join.fault.password";
        }
        else
        {
            await signIn.RefreshSignInAsync(member);
            return LocalRedirect(MemberSignIn.DeskPath + "/account?done=password");
        }
        await ShowAsync(stop);
        return Page();
    }

    private async Task ShowAsync(CancellationToken stop)
    {
        var member = User.MemberId();
        HasKey = Roles.Reading.Any(User.Has) && await db.KeyWraps.AnyAsync(w => w.MemberId == member, stop);
    }
}
