using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary>The frame of the cases: the list, a new one, or one of them, by address. What is said in them is opened in the browser only.</summary>
internal sealed class CasesModel(SiteDb db, Manifest manifest) : PageModel
{
    /// <summary>The organisation's name, as the trustees signed it.</summary>
    public string Organisation => User.OrganisationName(manifest);

    /// <summary>The member's roles as events spell them, with spaces between: by these the page offers what can be recorded.</summary>
    internal string OwnRoles => string.Join(' ', Roles.All.Where(User.Has).Select(r => r.Spelling()));

    /// <summary>Whether nobody else has a key of the organisation: then no case gets past its opening, and the page says so.</summary>
    internal bool Alone { get; private set; }

    internal KeyState Key { get; private set; } = null!;

    /// <summary>Who has no key yet is led to where it is asked for.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var member = User.MemberId();
        Alone = !await db.KeyWraps.AnyAsync(w => w.MemberId != member, stop);
        Key = await KeyState.OfAsync(db, manifest, User, stop);
        return Key.Holds || Key.Behind ? Page() : LocalRedirect(MemberSignIn.DeskPath + "/key");
    }
}
