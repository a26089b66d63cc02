using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Desk.People;

/// <summary>The frame in which a member who has the newest key makes the next one; its script does the rest (docs/formats/organisation-key.md).</summary>
internal sealed class NewKeyModel(SiteDb db, Manifest manifest) : PageModel
{
    public string Organisation => User.OrganisationName(manifest);

    internal KeyState State { get; private set; } = null!;

    /// <summary>Whether the key that the trustees are to sign is this member's: then its numbers are shown again.</summary>
    public bool MadeIt => State.IsOwn;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        State = await KeyState.OfAsync(db, manifest, User, stop);
        return State.Holds ? Page() : LocalRedirect(MemberSignIn.DeskPath + "/key");
    }
}
