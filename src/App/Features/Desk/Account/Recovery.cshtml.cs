using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Account;

/// <summary>
/// The frame in which a member who was given the organisation's key makes recovery sheets of it, or restores it from two
/// (docs/formats/recovery-sheet.md). The page's script does both; the site sees neither sheets nor key.
/// </summary>
internal sealed class RecoveryModel(SiteDb db, Manifest manifest) : PageModel
{
    public string Organisation => User.OrganisationName(manifest);

    /// <summary>Whether a new key that this member made waits for the trustees: it goes with the passphrase that it was made under.</summary>
    public bool KeyWaits { get; private set; }

    /// <summary>Who has an older key alone is led to where the newest is asked for: sheets of the older one would restore nothing that is new.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var member = User.MemberId();
        KeyWaits = await db.KeyChanges.AnyAsync(c => c.MemberId == member, stop);
        return (await KeyState.OfAsync(db, manifest, User, stop)).Holds ? Page() : LocalRedirect(MemberSignIn.DeskPath + "/key");
    }
}
