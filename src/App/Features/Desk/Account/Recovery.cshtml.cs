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

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var member = User.MemberId();
        return await db.KeyWraps.AnyAsync(w => w.MemberId == member, stop) ? Page() : LocalRedirect(MemberSignIn.DeskPath + "/key");
    }
}
