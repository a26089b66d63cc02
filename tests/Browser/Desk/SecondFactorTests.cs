using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Desk;

/// <summary>A member turns on the second factor, signs in with it, and changes password and passphrase.</summary>
public sealed class SecondFactorTests(Chromium chromium, MembersSite site) : IClassFixture<MembersSite>
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_member_turns_it_on_signs_in_with_a_code_and_changes_both_secrets(int width)
    {
        const string NewPassword = "another horse battery";
        const string NewPassphrase = "eight loud rivers run";
        var email = $"ida-{width}@centre.example";
        await site.EnrolAsync($"Ida {width}", email, Role.Advocate);
        var page = await site.SignInAsync(chromium, email, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();
        (await page.LookAtAsync($"account-{width}")).ShouldBeEmpty();

        await page.GetByLabel("Password now").FillAsync("not it, not at all");
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await page.PressAsync("Change the password");
        await page.SeesTextAsync("The password now is not right.");
        await page.GetByLabel("Password now").FillAsync(MembersSite.Password);
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await page.PressAsync("Change the password");
        await page.SeesTextAsync("The password is changed.");

        await PassphraseAsync(page, "not it", NewPassphrase, NewPassword);
        await page.SeesTextAsync("This passphrase does not open your key.");
        await PassphraseAsync(page, MembersSite.Passphrase, NewPassphrase, MembersSite.Password);
        await page.SeesTextAsync("The password is not right.");
        await PassphraseAsync(page, MembersSite.Passphrase, NewPassphrase, NewPassword);
        await page.SeesTextAsync("The passphrase is changed.");
        (await page.LookAtAsync($"account-changed-{width}")).ShouldBeEmpty();

        await page.GetByRole(AriaRole.Link, new() { Name = "Second factor" }).ClickAsync();
        await page.SeesTextAsync("This is a trial, so it is not asked for unless you turn it on.");
        (await page.LookAtAsync($"second-factor-{width}")).ShouldBeEmpty();
        var secret = await page.Locator(".secret").InnerTextAsync();
        await page.GetByLabel("Code from the app").FillAsync(AuthenticatorApp.WrongCode(secret));
        await page.PressAsync("Turn it on");
        await page.SeesTextAsync("This code is not right.");
        await page.GetByLabel("Code from the app").FillAsync(AuthenticatorApp.Code(secret, step: -1));
        await page.PressAsync("Turn it on");
        await page.SeesTextAsync("These are your recovery codes.");
        (await page.LookAtAsync($"recovery-codes-{width}")).ShouldBeEmpty();
        (await page.Locator(".codes li").CountAsync()).ShouldBe(10);

        // Another browser: the new password, a code, and the new passphrase.
        var other = await site.PageAsync(chromium, width);
        await other.GotoAsync("/desk");
        await other.GetByLabel("E-mail").FillAsync(email);
        await other.GetByLabel("Password").FillAsync(NewPassword);
        await other.PressAsync("Sign in");
        await other.SeesAsync("Type your code");
        await other.GetByLabel("Code").FillAsync("12345");
        await other.PressAsync("Sign in");
        await other.SeesTextAsync("That did not work.");
        (await other.LookAtAsync($"code-{width}")).ShouldBeEmpty();
        await other.GetByLabel("Code").FillAsync(AuthenticatorApp.Code(secret));
        await other.PressAsync("Sign in");
        await other.GetByLabel("Passphrase").FillAsync(NewPassphrase);
        await other.PressAsync("Unlock");
        await other.SeesTextAsync("Nothing has reached you yet.");
        await other.GotoAsync("/desk/second-factor");
        await other.SeesTextAsync("Recovery codes left: 10.");
        (await other.LookAtAsync($"second-factor-on-{width}")).ShouldBeEmpty();
    }

    private static async Task PassphraseAsync(IPage page, string old, string next, string password)
    {
        await page.GetByLabel("Passphrase now").FillAsync(old);
        await page.GetByLabel("New passphrase").FillAsync(next);
        await page.GetByLabel("The passphrase once more").FillAsync(next);
        await page.GetByLabel("Your password, so that nobody else changes it").FillAsync(password);
        await page.PressAsync("Change the passphrase");
    }
}
