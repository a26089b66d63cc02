using Chorus.App.Data;
using Chorus.App.Languages;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.People;

/// <summary>Who works for the organisation, for all of them to see; an administrator also gives and takes roles here.</summary>
internal sealed class MembersModel(SiteDb db, Membership membership, Manifest manifest) : PageModel
{
    private MembershipFault _fault;

    public string Organisation => User.OrganisationName(manifest);

    internal IReadOnlyList<ListedMember> Members { get; private set; } = [];

    internal bool Administers => User.Has(Role.Administrator);

    /// <summary>Whether none of the member's own roles opens reports.</summary>
    internal bool Closed => !Roles.Reading.Any(User.Has);

    /// <summary>What was refused, in a sentence; null where nothing was.</summary>
    internal string? Alert(Language language) => _fault is MembershipFault.None
        // The desk itself leads here who may not open it: no mistake of that member's.
        ? Request.Query["ReturnUrl"] is [{ } from] && from != MemberSignIn.DeskPath ? language["desk.call.not-allowed"] : null
        : language[_fault.TextId()];

    internal string? Done(Language language) => (string?)Request.Query["done"] switch
    {
        "saved" => language["desk.members.saved"],
        "removed" => language["desk.members.removed"],
        _ => null,
    };

    public Task OnGetAsync(CancellationToken stop) => ListAsync(stop);

    public async Task<IActionResult> OnPostRolesAsync([FromForm] string? member, [FromForm] string[] role, CancellationToken stop)
    {
        if (!Administers)
        {
            return Forbid();
        }
        _fault = await membership.SetRolesAsync(member ?? "", Roles.Read(role), stop);
        if (_fault is MembershipFault.None)
        {
            return LocalRedirect(MemberSignIn.DeskPath + "/members?done=saved");
        }
        db.ChangeTracker.Clear();
        await ListAsync(stop);
        return Page();
    }

    private async Task ListAsync(CancellationToken stop)
    {
        var roles = (await db.MemberRoles.AsNoTracking().ToListAsync(stop)).ToLookup(r => r.MemberId, r => r.Role, StringComparer.Ordinal);
        var epoch = manifest.FindOrganisation(db.Organisation!)?.CurrentKey.Epoch;
        var holders = await db.KeyWraps.Where(w => w.Epoch == epoch).Select(w => w.MemberId).ToListAsync(stop);
        var members = await db.Users.AsNoTracking().Where(m => m.OrganisationId == db.Organisation).ToListAsync(stop);
        Members =
        [
            .. members.OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Id, StringComparer.Ordinal).Select(m => new ListedMember(
                m.Id, m.Name, m.Email ?? "", [.. Roles.All.Where(r => roles[m.Id].Contains(r))], holders.Contains(m.Id, StringComparer.Ordinal), m.Id == User.MemberId())),
        ];
    }
}

/// <param name="Id">the member's id.</param>
/// <param name="Name">what colleagues call the member.</param>
/// <param name="Email">the address that the member signs in with.</param>
/// <param name="Roles">in the order of pages.</param>
/// <param name="HasKey">whether the organisation's newest key is wrapped for the member.</param>
/// <param name="IsSelf">whether it is who looks.</param>
internal sealed record ListedMember(string Id, string Name, string Email, IReadOnlyList<Role> Roles, bool HasKey, bool IsSelf);
