using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Chorus.App.Members;

/// <summary>
/// Looks a member up at every request, so that a role that was taken away, a changed password or a removal counts at once.
/// Identity's own check does so every few minutes, and would also set the cookie anew, which could undo a sign-out.
/// </summary>
internal static class LiveSession
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<Member>>();
        if (await signIn.ValidateSecurityStampAsync(context.Principal) is { } member)
        {
            context.ReplacePrincipal(await signIn.CreateUserPrincipalAsync(member));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
