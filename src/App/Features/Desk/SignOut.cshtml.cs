using Chorus.App.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Desk;

/// <summary>Ends the session; a GET only asks, so that a link or a prefetch signs nobody out.</summary>
internal sealed class SignOutModel(SignInManager<Member> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return LocalRedirect(MemberSignIn.DeskPath + "/sign-in");
    }
}
