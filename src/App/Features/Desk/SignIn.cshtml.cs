using Chorus.App.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Desk;

/// <summary>Sign-in by e-mail and password. A wrong address, a wrong password and a lockout get the same answer.</summary>
internal sealed class SignInModel(SignInManager<Member> signIn, UserManager<Member> members, IPasswordHasher<Member> hasher) : PageModel
{
    public string? Email { get; private set; }

    public bool Refused { get; private set; }

    public async Task<IActionResult> OnPostAsync([FromForm] string? email, [FromForm] string? password)
    {
        Email = email;
        var member = email is null ? null : await members.FindByEmailAsync(email);
        if (member is null)
        {
            // The same work as for a member, so that the time does not tell which addresses have an account.
            hasher.HashPassword(null!, password ?? "");
        }
        else
        {
            var result = await signIn.PasswordSignInAsync(member, password ?? "", isPersistent: false, lockoutOnFailure: true);
            if (result.Succeeded || result.RequiresTwoFactor)
            {
                return LocalRedirect(result.Succeeded ? MemberSignIn.DeskPath : MemberSignIn.DeskPath + "/sign-in/code");
            }
        }
        Refused = true;
        return Page();
    }
}
