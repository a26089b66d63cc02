using Chorus.App.Data;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.AspNetCore.Identity;

namespace Chorus.App.Members;

/// <summary>Makes a member of an organisation: the account, the roles, and the organisation's key wrapped for a person whose roles open reports.</summary>
internal sealed class Enrolment(SiteDb db, UserManager<Member> members, Manifest manifest)
{
    /// <summary>Enrols the first member, who can invite the others. The master key is in memory only here; what is stored opens with the passphrase alone.</summary>
    /// <exception cref="InvalidOperationException">Identity refuses the e-mail address or the password.</exception>
    public async Task AddAsync(
        string organisation, IReadOnlyList<Role> roles, string name, string email, string password, string passphrase, OrganisationKey key, CancellationToken stop)
    {
        var epoch = manifest.FindOrganisation(organisation)!.CurrentKey.Epoch;
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var member = new Member { OrganisationId = organisation, Name = name, UserName = email, Email = email, EmailConfirmed = true };
        var result = await members.CreateAsync(member, password);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
        }
        db.AddRange(roles.Select(r => new MemberRole { OrganisationId = organisation, MemberId = member.Id, Role = r }));
        if (roles.Intersect(Roles.Reading).Any())
        {
            db.Add(new KeyWrap
            {
                OrganisationId = organisation,
                Epoch = epoch,
                MemberId = member.Id,
                Method = KeyWrapMethod.Passphrase,
                Wrapped = key.Wrap(passphrase, new KeyHolder(manifest.Deployment, organisation, epoch, member.Id)),
            });
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
