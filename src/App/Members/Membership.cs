using Chorus.App.Data;
using Chorus.App.Members.Record;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>Why a change of an organisation's members is refused.</summary>
internal enum MembershipFault
{
    /// <summary>It is not: the change is made.</summary>
    None,

    /// <summary>There is no such member in the organisation.</summary>
    Unknown,

    /// <summary>A member without a role.</summary>
    NoRole,

    /// <summary>Nobody would be left to invite members and give roles.</summary>
    LastAdministrator,

    /// <summary>Nobody would be left to open what is sealed to the organisation: its reports would be lost.</summary>
    LastKey,

    /// <summary>The site's log cannot be used: nothing is changed that it would not have.</summary>
    Log,

    /// <summary>It may have been kept or not.</summary>
    Unsure,
}

/// <summary>
/// Changes who works for the organisation of this request, and with which roles. Who has no role that opens reports keeps
/// no wrapped key either, so that an administrator cannot give anybody a key by giving a role.
/// </summary>
/// <remarks>Who had the newest key may have kept it: from then on a new one is due, and one that they made themselves is not proposed any more.</remarks>
internal sealed class Membership(SiteDb db, MemberRecord record, Manifest manifest, NextManifest next, IErasure erasure, TimeProvider clock)
{
    public Task<MembershipFault> SetRolesAsync(string memberId, IReadOnlyList<Role> roles, string by, CancellationToken stop) => ChangeAsync(memberId, roles, by, async member =>
    {
        var held = await db.MemberRoles.Where(r => r.MemberId == member.Id).ToListAsync(stop);
        db.RemoveRange(held.Where(h => !roles.Contains(h.Role)));
        db.AddRange(roles.Where(r => held.All(h => h.Role != r)).Select(r => new MemberRole { OrganisationId = member.OrganisationId, MemberId = member.Id, Role = r }));
        if (!roles.Intersect(Roles.Reading).Any())
        {
            await AskForNewKeyAsync(member, stop);
            db.RemoveRange(await db.KeyChanges.Where(c => c.MemberId == member.Id).ToListAsync(stop));
            db.RemoveRange(await db.KeyWraps.Where(w => w.MemberId == member.Id).ToListAsync(stop));
            db.RemoveRange(await db.KeyRequests.Where(r => r.MemberId == member.Id).ToListAsync(stop));
            db.RemoveRange(await db.MemberMails.Where(m => m.MemberId == member.Id).ToListAsync(stop));
        }
    }, stop);

    /// <summary>The member's account, roles and wrapped keys are destroyed, and with the account every session of it ends.</summary>
    public Task<MembershipFault> RemoveAsync(string memberId, string by, CancellationToken stop) => ChangeAsync(memberId, null, by, async member =>
    {
        await AskForNewKeyAsync(member, stop);
        db.Users.Remove(member);
    }, stop);

    private async Task AskForNewKeyAsync(Member member, CancellationToken stop)
    {
        var newest = manifest.FindOrganisation(member.OrganisationId)?.CurrentKey.Epoch;
        // What was granted was fetched, perhaps, and opened; also what was then asked for anew, which keeps the epoch.
        if (await db.KeyWraps.AnyAsync(w => w.MemberId == member.Id && w.Epoch == newest, stop)
            || await db.KeyRequests.AnyAsync(r => r.MemberId == member.Id && r.Epoch == newest, stop))
        {
            (await db.Organisations.SingleAsync(o => o.Id == member.OrganisationId, stop)).KeyChangeDue ??= Hour.Now(clock);
        }
    }

    private async Task<MembershipFault> ChangeAsync(string memberId, IReadOnlyList<Role>? roles, string by, Func<Member, Task> make, CancellationToken stop)
    {
        await using var change = await record.BeginAsync(by, stop);
        if (change.Fault is not null)
        {
            return MembershipFault.Log;
        }
        var member = await db.Colleagues.SingleOrDefaultAsync(m => m.Id == memberId, stop);
        var fault = member is null ? MembershipFault.Unknown : await FaultOfAsync(member, roles, stop);
        if (fault is not MembershipFault.None)
        {
            return fault;
        }
        await make(member!);
        if (!await change.RecordAsync(member!.OrganisationId, record.Of(roles is null ? MemberEventKind.Left : MemberEventKind.RolesSet) with { By = by, Member = memberId, Roles = roles }))
        {
            return change.Unsure ? MembershipFault.Unsure : MembershipFault.Log;
        }
        // The change is made by now: whoever goes away does not leave a key proposed that nobody has any more.
        await next.WriteAsync(db, CancellationToken.None);
        await erasure.EraseAsync(db, CancellationToken.None);
        return MembershipFault.None;
    }

    /// <param name="member">whose roles change.</param>
    /// <param name="roles">the roles then; null for a member who leaves.</param>
    /// <param name="stop">gives up.</param>
    private async Task<MembershipFault> FaultOfAsync(Member member, IReadOnlyList<Role>? roles, CancellationToken stop)
    {
        if (roles?.Count is 0)
        {
            return MembershipFault.NoRole;
        }
        var administrators = await db.MemberRoles.Where(r => r.Role == Role.Administrator).Select(r => r.MemberId).ToListAsync(stop);
        if (roles?.Contains(Role.Administrator) is not true && administrators is [var last] && last == member.Id)
        {
            return MembershipFault.LastAdministrator;
        }
        if (roles?.Intersect(Roles.Reading).Any() is true)
        {
            return MembershipFault.None;
        }
        return await KeyHolders.OfAsync(db, manifest, stop) is [var only] && only == member.Id ? MembershipFault.LastKey : MembershipFault.None;
    }
}
