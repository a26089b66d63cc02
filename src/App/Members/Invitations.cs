using Chorus.App.Data;
using Chorus.App.Members.Record;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>Why somebody could not join.</summary>
internal enum JoinFault
{
    None,

    /// <summary>No such invitation, or not any more.</summary>
    Code,

    /// <summary>No name, or one that is too long.</summary>
    Name,

    /// <summary>Not an e-mail address, or one that a member has.</summary>
    Email,

    /// <summary>Too short a password.</summary>
    Password,

    /// <summary>The site's log cannot be used: nobody joins whom it would not have.</summary>
    Log,
}

/// <summary>Makes invitations, and members of those who come with one.</summary>
internal sealed class Invitations(SiteDb db, UserManager<Member> members, Manifest manifest, MemberRecord record, IErasure erasure, TimeProvider clock)
{
    private const int CodeLength = 32;

    /// <summary>Those of this request's organisation that are still good, newest first.</summary>
    public async Task<IReadOnlyList<Invitation>> OpenAsync(CancellationToken stop)
    {
        var oldest = Joining.Oldest(clock);
        return await db.Invitations.AsNoTracking().Where(i => string.Compare(i.Hour, oldest) >= 0)
            .OrderByDescending(i => i.Hour).ThenBy(i => i.Name).ToListAsync(stop);
    }

    /// <returns>The code for the link, which is nowhere else; null where the site's log cannot be used.</returns>
    public async Task<string?> MakeAsync(string name, IReadOnlyList<Role> roles, string invitedBy, CancellationToken stop)
    {
        await using var change = await record.BeginAsync(invitedBy, stop);
        if (change.Fault is not null)
        {
            return null;
        }
        var code = SecureRandom.Bytes(CodeLength);
        var hash = HashOf(code);
        db.Add(new Invitation
        {
            CodeHash = hash,
            OrganisationId = db.Organisation!,
            Name = name,
            Roles = string.Join(' ', roles.Select(r => r.Spelling())),
            InvitedBy = invitedBy,
            Hour = Hour.Now(clock),
        });
        var made = record.Of(MemberEventKind.Invited) with { By = invitedBy, Roles = roles, Invitation = Convert.ToHexStringLower(hash) };
        return await change.RecordAsync(db.Organisation!, made) ? Base64UrlText.Encode(code) : null;
    }

    /// <summary>Takes an invitation back. False where the site's log cannot be used.</summary>
    public async Task<bool> WithdrawAsync(string? hash, string by, CancellationToken stop)
    {
        await using (var change = await record.BeginAsync(by, stop))
        {
            if (change.Fault is not null)
            {
                return false;
            }
            if (!Base64UrlText.TryDecode(hash, out var bytes) || await db.Invitations.SingleOrDefaultAsync(i => i.CodeHash == bytes, stop) is not { } invitation)
            {
                return true;
            }
            db.Remove(invitation);
            if (!await change.RecordAsync(db.Organisation!, record.Of(MemberEventKind.InvitationWithdrawn) with { By = by, Invitation = Convert.ToHexStringLower(bytes) }))
            {
                return false;
            }
        }
        await erasure.EraseAsync(db, stop);
        return true;
    }

    /// <summary>Makes a member of whoever has the code, and the code is used. After any fault but that of the code it is still good.</summary>
    public async Task<(Member? Member, JoinFault Fault)> AcceptAsync(string? code, string? name, string? email, string? password, CancellationToken stop)
    {
        // Looked at once before anybody has to wait for it: a stranger with no code holds up nothing.
        if (await FindAsync(code, stop) is null)
        {
            return (null, JoinFault.Code);
        }
        if (!IsName(name))
        {
            return (null, JoinFault.Name);
        }
        // One after the other: of two who use the same code at once only one becomes a member.
        await using var change = await record.BeginAsync(null, stop);
        if (change.Fault is not null)
        {
            return (null, JoinFault.Log);
        }
        if (await FindAsync(code, stop) is not { } invitation || !IsRecorded(invitation, await change.EventsAsync(invitation.OrganisationId, Convert.ToHexStringLower(invitation.CodeHash), stop)))
        {
            return (null, JoinFault.Code);
        }
        var member = new Member { OrganisationId = invitation.OrganisationId, Name = name!.Trim(), UserName = email?.Trim(), Email = email?.Trim(), EmailConfirmed = true };
        var made = await members.CreateAsync(member, password ?? "");
        if (!made.Succeeded)
        {
            return (null, made.Errors.Any(e => e.Code.StartsWith("Password", StringComparison.Ordinal)) ? JoinFault.Password : JoinFault.Email);
        }
        db.AddRange(invitation.Gives.Select(r => new MemberRole { OrganisationId = member.OrganisationId, MemberId = member.Id, Role = r }));
        db.Remove(invitation);
        var joined = record.Of(MemberEventKind.Joined) with { By = invitation.InvitedBy, Member = member.Id, Roles = invitation.Gives, Invitation = Convert.ToHexStringLower(invitation.CodeHash) };
        if (!await change.RecordAsync(member.OrganisationId, joined))
        {
            return (null, JoinFault.Log);
        }
        await erasure.EraseAsync(db, stop);
        return (member, JoinFault.None);
    }

    // Whose it is stands in it: nobody is signed in.
    private async Task<Invitation?> FindAsync(string? code, CancellationToken stop)
    {
        var oldest = Joining.Oldest(clock);
        var hash = Base64UrlText.TryDecode(code?.Trim(), out var bytes) && bytes.Length == CodeLength ? HashOf(bytes) : null;
        return hash is null ? null : await db.Across<Invitation>().SingleOrDefaultAsync(i => i.CodeHash == hash && string.Compare(i.Hour, oldest) >= 0, stop);
    }

    // An invitation is a row, and a code is soon hashed: who writes to the database could invite themselves in an administrator's name. Only
    // one that the record has with these roles by this member counts, and once.
    private static bool IsRecorded(Invitation invitation, IReadOnlyList<MemberEvent> events)
    {
        var of = events.Where(e => e.Invitation == Convert.ToHexStringLower(invitation.CodeHash)).ToList();
        return of is [{ Kind: MemberEventKind.Invited, Roles: { } roles } made] && made.By == invitation.InvitedBy && roles.ToHashSet().SetEquals(invitation.Gives);
    }

    /// <summary>Whether something can be a member's name.</summary>
    public static bool IsName(string? name) => name?.Trim() is { Length: > 0 and <= Member.MostNameLength } trimmed && !trimmed.Any(char.IsControl);

    private byte[] HashOf(byte[] code) => Digest.Sha256(Label.Of("chorus/v1/site-invitation"), manifest.Deployment, code);
}
