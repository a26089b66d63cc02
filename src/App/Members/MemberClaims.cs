using System.Security.Claims;
using Chorus.App.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chorus.App.Members;

/// <summary>A session knows the member, the organisation and the roles.</summary>
internal sealed class MemberClaims(UserManager<Member> members, IOptions<IdentityOptions> options, SiteDb db, SiteOptions site)
    : UserClaimsPrincipalFactory<Member>(members, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Member user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(MemberSignIn.OrganisationClaim, user.OrganisationId));
        // Identity signs nobody in who has a second factor and did not show it. A trial, which one starts to look around, asks for none.
        if (user.TwoFactorEnabled || site.Trial)
        {
            identity.AddClaim(new Claim(MemberSignIn.ReadyClaim, "true"));
        }
        // The organisation of this request is not known yet: this is what finds it out.
        var roles = await db.Across<MemberRole>().Where(r => r.MemberId == user.Id).Select(r => r.Role).ToListAsync();
        identity.AddClaims(roles.Select(r => new Claim(ClaimTypes.Role, r.ToString())));
        return identity;
    }
}
