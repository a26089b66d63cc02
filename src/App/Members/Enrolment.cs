using Chorus.App.Data;
using Chorus.App.Members.Record;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.AspNetCore.Identity;

namespace Chorus.App.Members;

/// <summary>Makes a member of an organisation: the account, the roles, and the organisation's key wrapped for a person whose roles open reports.</summary>
internal sealed class Enrolment(SiteDb db, UserManager<Member> members, MemberRecord record, Manifest manifest)
{
    /// <summary>Enrols the first member, who can invite the others. The master key is in memory only here; what is stored opens with the passphrase alone.</summary>
    /// <exception cref="InvalidOperationException">Identity refuses the e-mail address or the password, or the site's log cannot be used.</exception>
    public async Task AddAsync(
        string organisation, IReadOnlyList<Role> roles, string name, string email, string password, string passphrase, OrganisationKey key, CancellationToken stop)
    {
        var epoch = manifest.FindOrganisation(organisation)!.CurrentKey.Epoch;
        await using var change = await record.BeginAsync(null, stop);
        if (change.Fault is { } fault)
        {
            throw new InvalidOperationException(fault);
        }
        var member = new Member { OrganisationId = organisation, Name = name, UserName = email, Email = email, EmailConfirmed = true };
        var result = await members.CreateAsync(member, password);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
        }
        db.AddRange(roles.Select(r => new MemberRole { OrganisationId = organisation, MemberId = member.Id, Role = r }));
        var opens = roles.Intersect(Roles.Reading).Any();
        if (opens)
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
        if (!await change.RecordAsync(organisation, record.Of(MemberEventKind.Enrolled) with { Member = member.Id, Roles = roles, Epoch = opens ? epoch : null }))
        {
            throw new InvalidOperationException(change.Fault);
        }
    }
}
