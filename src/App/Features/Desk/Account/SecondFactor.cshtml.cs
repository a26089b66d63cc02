using System.Drawing;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Chorus.App.Features.Desk.Account;

/// <summary>
/// Sets up the second factor: a secret for an app, turned on by its first code, and recovery codes, shown once. What
/// changes it once it is on asks for a code. Every change ends the member's sessions elsewhere.
/// </summary>
internal sealed class SecondFactorModel(UserManager<Member> members, SignInManager<Member> signIn, Manifest manifest) : PageModel
{
    private const int CodeCount = 10;

    public string Organisation => User.OrganisationName(manifest);

    public bool On { get; private set; }

    public int Left { get; private set; }

    public bool Refused { get; private set; }

    /// <summary>The secret in fours, as it is typed into an app.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The same as a drawing, for the app to scan.</summary>
    public string QrCode { get; private set; } = "";

    /// <summary>New recovery codes, this once.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public async Task OnGetAsync() => await ShowAsync(await SelfAsync());

    public async Task<IActionResult> OnPostOnAsync([FromForm] string? code)
    {
        var member = await SelfAsync();
        if (member.TwoFactorEnabled || !await IsRightAsync(member, code))
        {
            return await RefuseAsync(member);
        }
        await members.SetTwoFactorEnabledAsync(member, true);
        return await GiveCodesAsync(member);
    }

    public async Task<IActionResult> OnPostCodesAsync([FromForm] string? code)
    {
        var member = await SelfAsync();
        return member.TwoFactorEnabled && await IsRightAsync(member, code) ? await GiveCodesAsync(member) : await RefuseAsync(member);
    }

    public async Task<IActionResult> OnPostAnotherAsync([FromForm] string? code)
    {
        var member = await SelfAsync();
        if (!member.TwoFactorEnabled || !await IsRightAsync(member, code))
        {
            return await RefuseAsync(member);
        }
        await members.SetTwoFactorEnabledAsync(member, false);
        await members.ResetAuthenticatorKeyAsync(member);
        await signIn.RefreshSignInAsync(member);
        return LocalRedirect(MemberSignIn.SecondFactorPath);
    }

    private async Task<Member> SelfAsync() => (await members.GetUserAsync(User))!;

    // Wrong codes count as at sign-in, so that a session left open is no place to guess.
    private async Task<bool> IsRightAsync(Member member, string? code)
    {
        if (await members.IsLockedOutAsync(member))
        {
            return false;
        }
        var right = AuthenticatorCode.Read(code) is { } digits && await members.VerifyTwoFactorTokenAsync(member, TokenOptions.DefaultAuthenticatorProvider, digits);
        await (right ? members.ResetAccessFailedCountAsync(member) : members.AccessFailedAsync(member));
        return right;
    }

    private async Task<IActionResult> GiveCodesAsync(Member member)
    {
        Codes = [.. (await members.GenerateNewTwoFactorRecoveryCodesAsync(member, CodeCount))!];
        await signIn.RefreshSignInAsync(member);
        return Page();
    }

    private async Task<IActionResult> RefuseAsync(Member member)
    {
        Refused = true;
        await ShowAsync(member);
        return Page();
    }

    private async Task ShowAsync(Member member)
    {
        On = member.TwoFactorEnabled;
        if (On)
        {
            Left = await members.CountRecoveryCodesAsync(member);
            return;
        }
        if (await members.GetAuthenticatorKeyAsync(member) is not { Length: > 0 } secret)
        {
            await members.ResetAuthenticatorKeyAsync(member);
            await signIn.RefreshSignInAsync(member);
            secret = (await members.GetAuthenticatorKeyAsync(member))!;
        }
        Secret = string.Join(' ', secret.Chunk(4).Select(four => new string(four)));
        using var data = QRCodeGenerator.GenerateQrCode(AuthenticatorCode.Address(Request.Host.Value ?? "", member.Email!, secret), QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(data);
        QrCode = drawing.GetGraphic(new Size(200, 200), "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute)
            .Replace("<svg ", "<svg aria-hidden=\"true\" ", StringComparison.Ordinal);
    }
}
