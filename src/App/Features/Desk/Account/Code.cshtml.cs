using Chorus.App.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Desk.Account;

/// <summary>The second step of signing in: a code of the app, or a recovery code. Five wrong ones lock the member out for a while.</summary>
internal sealed class CodeModel(SignInManager<Member> signIn, UserManager<Member> members) : PageModel
{
    public bool Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is null ? ToPassword() : Page();

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } member)
        {
            return ToPassword();
        }
        if (!await members.IsLockedOutAsync(member))
        {
            var digits = AuthenticatorCode.Read(code);
            var result = digits is not null
                ? await signIn.TwoFactorAuthenticatorSignInAsync(digits, isPersistent: false, rememberClient: false)
                : await signIn.TwoFactorRecoveryCodeSignInAsync(code ?? "");
            if (result.Succeeded)
            {
                return LocalRedirect(MemberSignIn.DeskPath);
            }
            // Identity counts wrong codes of the app only.
            if (digits is null)
            {
                await members.AccessFailedAsync(member);
            }
        }
        Refused = true;
        return Page();
    }

    private LocalRedirectResult ToPassword() => LocalRedirect(MemberSignIn.DeskPath + "/sign-in");
}
