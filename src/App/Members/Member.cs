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

    /// <summary>Characters of a name at most.</summary>
    public const int MostNameLength = 80;

    [Comment("The organisation that the member works for.")]
    public required string OrganisationId { get; init; }

    [Comment("What colleagues call the member.")]
    public required string Name { get; set; }
}
