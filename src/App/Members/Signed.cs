using System.Security.Claims;
using Chorus.Escrow.Manifests;

namespace Chorus.App.Members;

/// <summary>What a session says of the member whose it is.</summary>
internal static class Signed
{
    public static string MemberId(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)!;

    public static bool Has(this ClaimsPrincipal user, Role role) => user.IsInRole(role.ToString());

    /// <summary>Whether one of the member's roles opens what is sealed to the organisation.</summary>
    public static bool Opens(this ClaimsPrincipal user) => Roles.Reading.Any(user.Has);

    /// <summary>The organisation's name, as the trustees signed it.</summary>
    public static string OrganisationName(this ClaimsPrincipal user, Manifest manifest)
    {
        var id = user.FindFirstValue(MemberSignIn.OrganisationClaim)!;
        return manifest.FindOrganisation(id)?.Name ?? id;
    }
}
