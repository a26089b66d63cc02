using Chorus.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>A person who works for an organisation and signs in. Reporters have no account of any kind.</summary>
[Comment("Members of organisations: ASP.NET Core Identity's user, with the organisation. Removed when the member leaves.")]
internal sealed class Member : IdentityUser<string>
{
    public Member()
    {
        Id = Convert.ToHexStringLower(SecureRandom.Bytes(16));
        SecurityStamp = Convert.ToHexString(SecureRandom.Bytes(20));
        ConcurrencyStamp = Convert.ToHexString(SecureRandom.Bytes(16));
    }

    [Comment("The organisation that the member works for.")]
    public required string OrganisationId { get; init; }
}

/// <summary>What a member may do. A member can have several.</summary>
internal enum Role
{
    /// <summary>Opens released reports and writes to reporters.</summary>
    Advocate = 1,

    /// <summary>Runs cases; no page asks for it yet.</summary>
    CaseOfficer = 2,

    /// <summary>Invites members and changes keys; no page asks for it yet.</summary>
    Administrator = 3,
}

/// <summary>A role of a member in the organisation.</summary>
[Comment("Roles of members in their organisation.")]
internal sealed class MemberRole
{
    [Comment("The organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("The member.")]
    public required string MemberId { get; init; }

    [Comment("1 advocate, 2 case officer, 3 administrator.")]
    public required Role Role { get; init; }
}
