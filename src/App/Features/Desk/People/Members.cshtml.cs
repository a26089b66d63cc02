using Chorus.App.Data;
using Chorus.App.Languages;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.People;

/// <summary>Who works for the organisation, for all of them to see; an administrator also gives and takes roles here.</summary>
internal sealed class MembersModel(SiteDb db, Membership membership, Invitations invitations, Manifest manifest, TimeProvider clock) : PageModel
{
    private string? _fault;

    public string Organisation => User.OrganisationName(manifest);

    internal IReadOnlyList<ListedMember> Members { get; private set; } = [];

    internal bool Administers => User.Has(Role.Administrator);

    internal KeyState Key { get; private set; } = null!;

    /// <summary>Invitations that are still good.</summary>
    internal IReadOnlyList<Invitation> Open { get; private set; } = [];

    /// <summary>The link of the invitation that was just made: it is shown this once.</summary>
    internal string? Link { get; private set; }

    internal string Invited { get; private set; } = "";

    /// <summary>Whether none of the member's own roles opens reports.</summary>
    internal bool Closed => !Roles.Reading.Any(User.Has);

    /// <summary>What was refused, in a sentence; null where nothing was.</summary>
    internal string? Alert(Language language) => _fault is null
        // The desk itself leads here who may not open it: no mistake of that member's.
        ? Request.Query["ReturnUrl"] is [{ } from] && from != MemberSignIn.DeskPath ? language["desk.call.not-allowed"] : null
        : language[_fault];

    internal string? Done(Language language) => (string?)Request.Query["done"] switch
    {
        "saved" => language["desk.members.saved"],
        "removed" => language["desk.members.removed"],
        "withdrawn" => language["desk.invite.withdrawn"],
        _ => null,
    };

    public Task OnGetAsync(CancellationToken stop) => ListAsync(stop);

    public async Task<IActionResult> OnPostRolesAsync([FromForm] string? member, [FromForm] string[] role, CancellationToken stop)
    {
        if (!Administers)
        {
            return Forbid();
        }
        var fault = await membership.SetRolesAsync(member ?? "", Roles.Read(role), User.MemberId(), stop);
        return fault is MembershipFault.None ? LocalRedirect(MemberSignIn.DeskPath + "/members?done=saved") : await ShowAsync(fault.TextId(), stop);
    }

    public async Task<IActionResult> OnPostInviteAsync([FromForm] string? name, [FromForm] string[] role, CancellationToken stop)
    {
        if (!Administers)
        {
            return Forbid();
        }
        var roles = Roles.Read(role);
        if (!Invitations.IsName(name) || roles.Count == 0)
        {
            return await ShowAsync(roles.Count == 0 ? MembershipFault.NoRole.TextId() : "desk.invite.fault.name", stop);
        }
        Invited = name!.Trim();
        var code = await invitations.MakeAsync(Invited, roles, User.MemberId(), stop);
        if (code is null)
        {
            return await ShowAsync(MembershipFault.Log.TextId(), stop);
        }
        // After the # it stays in the browser: no server and no proxy on the way writes it into a log.
        Link = $"{Request.Scheme}://{Request.Host}{MemberSignIn.DeskPath}/join#{code}";
        return await ShowAsync(null, stop);
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromForm] string? invitation, CancellationToken stop)
    {
        if (!Administers)
        {
            return Forbid();
        }
        return await invitations.WithdrawAsync(invitation, User.MemberId(), stop)
            ? LocalRedirect(MemberSignIn.DeskPath + "/members?done=withdrawn")
            : await ShowAsync(MembershipFault.Log.TextId(), stop);
    }

    private async Task<IActionResult> ShowAsync(string? fault, CancellationToken stop)
    {
        _fault = fault;
        await ListAsync(stop);
        return Page();
    }

    private async Task ListAsync(CancellationToken stop)
    {
        var roles = (await db.MemberRoles.AsNoTracking().ToListAsync(stop)).ToLookup(r => r.MemberId, r => r.Role, StringComparer.Ordinal);
        var holders = await KeyHolders.OfAsync(db, manifest, stop);
        Key = await KeyState.OfAsync(db, manifest, User, stop);
        var oldest = Joining.Oldest(clock);
        var waiting = await db.KeyRequests.Where(r => r.Granted == null && string.Compare(r.Hour, oldest) >= 0).Select(r => r.MemberId).ToListAsync(stop);
        Open = Administers ? await invitations.OpenAsync(stop) : [];
        var members = await db.Colleagues.AsNoTracking().ToListAsync(stop);
        Members =
        [
            .. members.OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Id, StringComparer.Ordinal).Select(m => new ListedMember(
                m.Id, m.Name, m.Email ?? "", [.. Roles.All.Where(r => roles[m.Id].Contains(r))], holders.Contains(m.Id, StringComparer.Ordinal),
                waiting.Contains(m.Id, StringComparer.Ordinal), m.Id == User.MemberId())),
        ];
    }
}

/// <param name="Id">the member's id.</param>
/// <param name="Name">what colleagues call the member.</param>
/// <param name="Email">the address that the member signs in with.</param>
/// <param name="Roles">in the order of pages.</param>
/// <param name="HasKey">whether the organisation's newest key is wrapped for the member.</param>
/// <param name="Waits">whether the member asks for it.</param>
/// <param name="IsSelf">whether it is who looks.</param>
internal sealed record ListedMember(string Id, string Name, string Email, IReadOnlyList<Role> Roles, bool HasKey, bool Waits, bool IsSelf);
