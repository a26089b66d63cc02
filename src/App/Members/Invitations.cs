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

    /// <returns>The code for the link. It is nowhere else.</returns>
    public async Task<string> MakeAsync(string name, IReadOnlyList<Role> roles, string invitedBy, CancellationToken stop)
    {
        var code = SecureRandom.Bytes(CodeLength);
        db.Add(new Invitation
        {
            CodeHash = HashOf(code),
            OrganisationId = db.Organisation!,
            Name = name,
            Roles = string.Join(' ', roles.Select(r => r.Spelling())),
            InvitedBy = invitedBy,
            Hour = Hour.Now(clock),
        });
        await db.SaveChangesAsync(stop);
        return Base64UrlText.Encode(code);
    }

    public async Task WithdrawAsync(string? hash, CancellationToken stop)
    {
        if (Base64UrlText.TryDecode(hash, out var bytes))
        {
            await db.Invitations.Where(i => i.CodeHash == bytes).ExecuteDeleteAsync(stop);
            await erasure.EraseAsync(db, stop);
        }
    }

    /// <summary>Makes a member of whoever has the code, and the code is used. After any fault but that of the code it is still good.</summary>
    public async Task<(Member? Member, JoinFault Fault)> AcceptAsync(string? code, string? name, string? email, string? password, CancellationToken stop)
    {
        // One after the other: of two who use the same code at once only one becomes a member.
        await using var change = await record.BeginAsync(stop);
        if (change.Fault is not null)
        {
            return (null, JoinFault.Log);
        }
        // Whose it is stands in it: nobody is signed in.
        var oldest = Joining.Oldest(clock);
        var hash = Base64UrlText.TryDecode(code?.Trim(), out var bytes) && bytes.Length == CodeLength ? HashOf(bytes) : null;
        var invitation = hash is null ? null : await db.Across<Invitation>().SingleOrDefaultAsync(i => i.CodeHash == hash && string.Compare(i.Hour, oldest) >= 0, stop);
        if (invitation is null)
        {
            return (null, JoinFault.Code);
        }
        if (!IsName(name))
        {
            return (null, JoinFault.Name);
        }
        var member = new Member { OrganisationId = invitation.OrganisationId, Name = name!.Trim(), UserName = email?.Trim(), Email = email?.Trim(), EmailConfirmed = true };
        var made = await members.CreateAsync(member, password ?? "");
        if (!made.Succeeded)
        {
            return (null, made.Errors.Any(e => e.Code.StartsWith("Password", StringComparison.Ordinal)) ? JoinFault.Password : JoinFault.Email);
        }
        db.AddRange(invitation.Gives.Select(r => new MemberRole { OrganisationId = member.OrganisationId, MemberId = member.Id, Role = r }));
        db.Remove(invitation);
        if (!await change.RecordAsync(member.OrganisationId, record.Of(MemberEventKind.Joined) with { By = invitation.InvitedBy, Member = member.Id, Roles = invitation.Gives }))
        {
            return (null, JoinFault.Log);
        }
        await erasure.EraseAsync(db, stop);
        return (member, JoinFault.None);
    }

    /// <summary>Whether something can be a member's name.</summary>
    public static bool IsName(string? name) => name?.Trim() is { Length: > 0 and <= Member.MostNameLength } trimmed && !trimmed.Any(char.IsControl);

    private byte[] HashOf(byte[] code) => Digest.Sha256(Label.Of("chorus/v1/site-invitation"), manifest.Deployment, code);
}
