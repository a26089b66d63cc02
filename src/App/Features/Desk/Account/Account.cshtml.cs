using Chorus.App.Data;
using Chorus.App.Languages;
using Chorus.App.Mail;
using Chorus.App.Members;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Account;

/// <summary>A member's own secrets, the password here, the passphrase by the page's script; and whether an e-mail says that something is waiting.</summary>
internal sealed class AccountModel(
    SiteDb db, UserManager<Member> members, SignInManager<Member> signIn, Manifest manifest, SiteOptions options, IErasure erasure, TimeProvider clock) : PageModel
{
    public string Organisation => User.OrganisationName(manifest);

    public string? Fault { get; private set; }

    /// <summary>The text of what was done; null for nothing.</summary>
    public string? Done => Fault is not null ? null : Request.Query["done"].ToString() switch
    {
        "password" => "desk.account.password.done",
        "mail" => "desk.mail.done",
        _ => null,
    };

    /// <summary>Whether mails can be had, where the site has a mail server, for whose roles open reports; or an address can be taken out that is still there.</summary>
    public bool Mails => Mail is not null && (options.Mail is not null || Mail.Address is not null) && Roles.Reading.Any(User.Has);

    public MailChoice? Mail { get; private set; }

    public bool HasKey { get; private set; }

    /// <summary>Whether a new key that this member made waits for the trustees: it goes with the passphrase that it was made under.</summary>
    public bool KeyWaits { get; private set; }

    public Task OnGetAsync(CancellationToken stop) => ShowAsync(stop);

    public async Task<IActionResult> OnPostAsync([FromForm] string? now, [FromForm] string? next, CancellationToken stop)
    {
        var member = (await members.GetUserAsync(User))!;
        if (!await IsPasswordAsync(now))
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

    public async Task<IActionResult> OnPostMailAsync(
        [FromForm] string? address, [FromForm] string? now, [FromForm(Name = "stop")] string? end, [FromServices] Language language, CancellationToken stop)
    {
        if (!Roles.Reading.Any(User.Has))
        {
            return Forbid();
        }
        var chosen = end is not null || string.IsNullOrWhiteSpace(address) ? null : address.Trim();
        if (chosen is not null && options.Mail is null)
        {
            return NotFound();
        }
        if (chosen is not null)
        {
            // A session left open must not tell another mailbox for ever on which days something came.
            Fault = !MemberAddress.IsUsable(chosen) ? "desk.mail.fault" : await IsPasswordAsync(now) ? null : "desk.account.password.wrong";
            if (Fault is not null)
            {
                await ShowAsync(stop);
                Mail = Mail! with { Typed = chosen };
                return Page();
            }
        }
        await MailChoice.SaveAsync(db, User.MemberId(), chosen, language, Hour.Now(clock), stop);
        // The address before is gone from the files too.
        await erasure.EraseAsync(db, stop);
        return LocalRedirect(MemberSignIn.DeskPath + "/account?done=mail");
    }

    // Wrong ones count as at sign-in, so that a session left open is no place to guess.
    private async Task<bool> IsPasswordAsync(string? password) =>
        (await signIn.CheckPasswordSignInAsync((await members.GetUserAsync(User))!, password ?? "", lockoutOnFailure: true)).Succeeded;

    private async Task ShowAsync(CancellationToken stop)
    {
        var member = User.MemberId();
        Mail = await MailChoice.OfAsync(db, member, options.Mail?.Hour ?? MailServer.UsualHour, stop);
        HasKey = Roles.Reading.Any(User.Has) && await db.KeyWraps.AnyAsync(w => w.MemberId == member, stop);
        KeyWaits = await db.KeyChanges.AnyAsync(c => c.MemberId == member, stop);
    }
}
