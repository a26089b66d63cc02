using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Desk;

/// <summary>How a member signs in.</summary>
internal static class SigningIn
{
    /// <summary>Signs in and shows the members.</summary>
    public static async Task SignInToMembersAsync(this IPage page, string email, string password)
    {
        await page.GotoAsync("/desk/members");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.PressAsync("Sign in");
        await page.WaitForURLAsync(url => !url.Contains("/desk/sign-in", StringComparison.Ordinal));
        await page.GotoAsync("/desk/members");
    }
}
