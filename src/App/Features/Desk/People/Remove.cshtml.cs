using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.People;

/// <summary>Leaving, and removing another, which is an administrator's. A GET only asks.</summary>
internal sealed class RemoveModel(SiteDb db, Membership membership, Manifest manifest, SignInManager<Member> signIn) : PageModel
{
    public string Organisation => User.OrganisationName(manifest);

    public string Name { get; private set; } = "";

    public bool IsSelf { get; private set; }

    internal MembershipFault Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop) => await RefusalAsync(id, stop) ?? Page();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken stop)
    {
        if (await RefusalAsync(id, stop) is { } refused)
        {
            return refused;
        }
        Fault = await membership.RemoveAsync(id, User.MemberId(), stop);
        if (Fault is not MembershipFault.None)
        {
            return Page();
        }
        if (!IsSelf)
        {
            return LocalRedirect(MemberSignIn.DeskPath + "/members?done=removed");
        }
        await signIn.SignOutAsync();
        return LocalRedirect(MemberSignIn.DeskPath + "/sign-in");
    }

    private async Task<IActionResult?> RefusalAsync(string id, CancellationToken stop)
    {
        IsSelf = id == User.MemberId();
        if (!IsSelf && !User.Has(Role.Administrator))
        {
            return Forbid();
        }
        var name = await db.Colleagues.Where(m => m.Id == id).Select(m => m.Name).SingleOrDefaultAsync(stop);
        Name = name ?? "";
        return name is null ? NotFound() : null;
    }
}
