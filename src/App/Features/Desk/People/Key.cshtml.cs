using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.People;

/// <summary>The frame in which a member asks for the organisation's key; its script does the rest (docs/formats/joining.md).</summary>
internal sealed class KeyModel(SiteDb db, Manifest manifest) : PageModel
{
    public string Organisation => User.OrganisationName(manifest);

    /// <summary>Names of those who can give it.</summary>
    internal IReadOnlyList<string> Holders { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var holders = await KeyHolders.OfAsync(db, manifest, stop);
        if (holders.Contains(User.MemberId(), StringComparer.Ordinal))
        {
            return LocalRedirect(MemberSignIn.DeskPath);
        }
        Holders = await db.Users.Where(m => holders.Contains(m.Id)).Select(m => m.Name).Order().ToListAsync(stop);
        return Page();
    }
}
